package dev.yizhan.gateway.core;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A submission to be written down.
 *
 * @param id ours
 * @param consumer whose
 * @param requestId the consumer's
 * @param channel over which channel it begins
 * @param reference the consumer's word on it
 * @param content what it says
 * @param references its word on each recipient, by {@link Recipient#position}; none where it gave
 *     none
 * @param parts billed parts a recipient
 * @param calls at least one
 * @param start whether its first call is on its way as soon as it is written down
 * @param createdAt now
 * @param sendAt when it is to be sent, if not at once
 * @param expiresAt when it is no longer to be tried
 */
public record NewSubmission(
    long id,
    String consumer,
    Optional<String> requestId,
    String channel,
    Optional<String> reference,
    Content content,
    List<Optional<String>> references,
    int parts,
    List<NewCall> calls,
    Start start,
    Instant createdAt,
    Optional<Instant> sendAt,
    Instant expiresAt) {

  /** What becomes of the first call. */
  public enum Start {
    /** It is claimed for who writes it down. */
    CLAIMED,
    /** It waits until it is due, as all others do. */
    DUE
  }

  /** Copies the list. */
  public NewSubmission {
    references = List.copyOf(references);
    calls = List.copyOf(calls);
  }

  /**
   * To how many it goes.
   *
   * @return the recipients of all calls
   */
  public int recipients() {
    return calls.stream().mapToInt(call -> call.recipients().size()).sum();
  }

  /**
   * The state in which recipients wait.
   *
   * @return scheduled, or queued
   */
  public DeliveryState waiting() {
    return sendAt.isPresent() ? DeliveryState.SCHEDULED : DeliveryState.QUEUED;
  }

  /** The first call, claimed. */
  PendingCall first() {
    NewCall call = calls.get(0);
    return new PendingCall(
        id,
        1,
        call.attempt(),
        call.channel(),
        call.route(),
        expiresAt,
        call.recipients(),
        content,
        calls.size() == 1);
  }
}
