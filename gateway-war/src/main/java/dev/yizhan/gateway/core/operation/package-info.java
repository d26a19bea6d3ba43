/** What operators look for and change. */
@NullMarked
package dev.yizhan.gateway.core.operation;

import org.jspecify.annotations.NullMarked;
