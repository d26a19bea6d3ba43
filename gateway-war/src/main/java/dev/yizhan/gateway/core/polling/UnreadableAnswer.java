package dev.yizhan.gateway.core.polling;

import java.time.Instant;
import java.util.Optional;

/**
 * A stored answer or push that could not be read, wholly or in part.
 *
 * @param kind of the poll; empty for a push
 * @param answer as received
 * @param obstacle why it cannot be read again
 */
@SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
public record UnreadableAnswer(
    long id,
    String account,
    Optional<PollKind> kind,
    byte[] answer,
    Instant arrivedAt,
    Optional<String> obstacle) {}
