/** The operator's console: pages over the same operations as {@code /admin}. */
@NullMarked
package dev.yizhan.gateway.console;

import org.jspecify.annotations.NullMarked;
