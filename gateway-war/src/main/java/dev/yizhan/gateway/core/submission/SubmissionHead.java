package dev.yizhan.gateway.core.submission;

import java.time.Instant;
import java.util.Optional;

/**
 * The immutable part of a submission.
 *
 * @param id ordered by time
 * @param requestId the client's, which makes the request safe to repeat
 * @param reference the client's, which is not sent to vendors
 * @param channel of the first attempt
 * @param createdAt when it was stored
 * @param sendAt empty for at once
 * @param segments billed for each recipient
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
