package dev.yizhan.gateway.core.polling;

/**
 * An answer that was kept and that nobody has read: its node is dead.
 *
 * @param poll which
 * @param account whose
 * @param kind what was asked
 * @param answer as it was kept
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record UnreadAnswer(long poll, String account, PollKind kind, byte[] answer) {}
