package dev.yizhan.gateway.core.submission;

import dev.yizhan.gateway.core.channel.Priority;
import java.time.Instant;
import java.util.List;

/**
 * A submission to be stored.
 *
 * @param fingerprint of its request
 * @param calls at least one
 * @param priority of its calls among those that wait for a channel
 * @param start whether its first call is made as soon as the submission is stored
 * @param expiresAt when it is not tried any more
 */
public record NewSubmission(
    SubmissionHead head,
    Content content,
    String fingerprint,
    List<NewCall> calls,
    Priority priority,
    Start start,
    Instant expiresAt) {

  /** The state of the first call. */
  public enum Start {
    /** Claimed by the node that stores it. */
    CLAIMED,
    /** Waiting until it is due, like all others. */
    DUE
  }

  /** Copies the list. */
  public NewSubmission {
    calls = List.copyOf(calls);
  }

  /** The same, whose first call waits like the others. */
  public NewSubmission waitingForSlot() {
    return new NewSubmission(head, content, fingerprint, calls, priority, Start.DUE, expiresAt);
  }

  public long id() {
    return head.id();
  }

  public String consumer() {
    return head.consumer();
  }

  /** The number of recipients in all calls. */
  public int recipients() {
    return calls.stream().mapToInt(call -> call.recipients().size()).sum();
  }

  /** The state of recipients whose call has not begun. */
  public DeliveryState waiting() {
    return head.sendAt().isPresent() ? DeliveryState.SCHEDULED : DeliveryState.QUEUED;
  }

  /** The first call, claimed. */
  public PendingCall first() {
    NewCall call = calls.get(0);
    return new PendingCall(
        new CallKey(id(), 1),
        consumer(),
        call.step(),
        expiresAt,
        call.recipients(),
        content.message(call.recipients()),
        false);
  }
}
