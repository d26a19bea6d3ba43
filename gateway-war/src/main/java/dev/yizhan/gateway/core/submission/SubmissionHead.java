package dev.yizhan.gateway.core.submission;

import java.time.Instant;
import java.util.Optional;

/**
 * What stays the same about a submission.
 *
 * @param id ours, ordered by time
 * @param consumer the name of the consumer
 * @param requestId the client's, which makes it safe to repeat
 * @param reference the client's own reference, which stays with us
 * @param channel the channel over which it was sent first
 * @param createdAt when it was stored
 * @param sendAt when it is sent, if not at once
 * @param segments billed segments for each recipient
 */
public record SubmissionHead(
    long id,
    String consumer,
    Optional<String> requestId,
    Optional<String> reference,
    String channel,
    Instant createdAt,
    Optional<Instant> sendAt,
    int segments) {}
