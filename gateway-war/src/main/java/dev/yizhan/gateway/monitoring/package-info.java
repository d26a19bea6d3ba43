/** Measurements, health and the log: what an operator sees without asking by SOAP. */
@org.jspecify.annotations.NullMarked
package dev.yizhan.gateway.monitoring;
