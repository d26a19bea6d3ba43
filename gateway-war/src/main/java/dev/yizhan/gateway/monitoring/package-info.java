/** Metrics, health and the log. */
@org.jspecify.annotations.NullMarked
package dev.yizhan.gateway.monitoring;
