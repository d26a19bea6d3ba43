package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.record.Reader;

/**
 * The callback of a consumer.
 *
 * @param reader whose position its deliveries read and acknowledge
 * @param maxRecords in one delivery
 * @param receiver where they go
 */
public record Callback(String consumer, Reader reader, int maxRecords, Receiver receiver) {}
