package dev.yizhan.gateway.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A submission as it stands, with one page of its deliveries.
 *
 * @param id ours, time-ordered
 * @param requestId the consumer's
 * @param reference the consumer's word on it, which stays with us
 * @param channel over which channel it goes
 * @param state a summary, see {@link SubmissionState}
 * @param createdAt when it was written down
 * @param parts billed parts a recipient
 * @param calls the calls that have ended, in order
 * @param deliveries a page of its recipients, in the order in which they were given
 * @param next where the next page begins, if there is one
 */
public record Submission(
    long id,
    Optional<String> requestId,
    Optional<String> reference,
    String channel,
    String state,
    Instant createdAt,
    int parts,
    List<CallRecord> calls,
    List<Delivery> deliveries,
    OptionalInt next) {

  /** The most deliveries in one page. */
  public static final int PAGE = 1000;

  /** Copies the lists. */
  public Submission {
    calls = List.copyOf(calls);
    deliveries = List.copyOf(deliveries);
  }
}
