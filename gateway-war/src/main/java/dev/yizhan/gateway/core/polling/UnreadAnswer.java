package dev.yizhan.gateway.core.polling;

/** A stored answer that no running node is processing. */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record UnreadAnswer(long poll, String account, PollKind kind, byte[] answer) {}
