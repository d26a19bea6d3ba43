/** How many calls ended how, by minute. */
@NullMarked
package dev.yizhan.gateway.core.series;

import org.jspecify.annotations.NullMarked;
