/** Metrics, health checks and the log. */
@NullMarked
package dev.yizhan.gateway.monitoring;

import org.jspecify.annotations.NullMarked;
