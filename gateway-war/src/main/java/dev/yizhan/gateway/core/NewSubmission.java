package dev.yizhan.gateway.core;

import dev.yizhan.vendor.VendorCall;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A submission to be written down, its first call on its way as soon as it is.
 *
 * @param id ours
 * @param consumer whose
 * @param requestId the consumer's
 * @param contentHash tells whether a repeated request has the same content
 * @param channel over which channel
 * @param reference the consumer's word on it
 * @param text as it will go out
 * @param parts billed parts a recipient
 * @param calls at least one
 * @param createdAt now
 * @param expiresAt when it is no longer to be tried
 */
public record NewSubmission(
    long id,
    String consumer,
    Optional<String> requestId,
    String contentHash,
    String channel,
    Optional<String> reference,
    String text,
    int parts,
    List<VendorCall> calls,
    Instant createdAt,
    Instant expiresAt) {

  /** Copies the list. */
  public NewSubmission {
    calls = List.copyOf(calls);
  }
}
