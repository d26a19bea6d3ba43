/** Numbers that have opted out. */
@NullMarked
package dev.yizhan.gateway.core.optout;

import org.jspecify.annotations.NullMarked;
