/** What operators did, and why. */
@NullMarked
package dev.yizhan.gateway.core.journal;

import org.jspecify.annotations.NullMarked;
