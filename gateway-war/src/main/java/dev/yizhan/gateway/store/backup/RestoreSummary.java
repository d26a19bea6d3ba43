package dev.yizhan.gateway.store.backup;

import java.time.Instant;
import java.util.List;

/**
 * What an operator must know after a store was restored.
 *
 * @param madeAt when the backup was made; what happened later is forgotten
 * @param restoredAt when it was restored
 * @param unknownSubmissions how many submissions have deliveries that waited then and are UNKNOWN
 *     now
 * @param scheduledSubmissions how many submissions wait for a later time, and will be sent
 * @param accounts accounts that were polled: their vendors may have returned reports and inbound
 *     messages in the meantime
 */
public record RestoreSummary(
    Instant madeAt,
    Instant restoredAt,
    long unknownSubmissions,
    long scheduledSubmissions,
    List<String> accounts) {}
