/** Periodic tasks, their intervals, and orderly shutdown. */
@NullMarked
package dev.yizhan.gateway.core.task;

import org.jspecify.annotations.NullMarked;
