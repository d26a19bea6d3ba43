/** Regular work, its intervals, and closing. */
@NullMarked
package dev.yizhan.gateway.core.task;

import org.jspecify.annotations.NullMarked;
