package dev.yizhan.gateway.store.backup;

import java.time.Instant;
import java.util.List;

/**
 * What an operator must know after a store was restored.
 *
 * @param madeAt when the backup was made; what happened later is forgotten
 * @param restoredAt when it was restored
 * @param unknownSubmissions how many submissions have deliveries that are UNKNOWN now: they waited
 *     or were being sent then
 * @param waitingSubmissions how many submissions wait and will be sent
 * @param accounts accounts that were polled: their vendors may have returned reports and inbound
 *     messages that are lost
 */
public record RestoreSummary(
    Instant madeAt,
    Instant restoredAt,
    long unknownSubmissions,
    long waitingSubmissions,
    List<String> accounts) {}
