package dev.yizhan.gateway.core;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A submission as it stands, with one page of its deliveries.
 *
 * @param id ours, time-ordered
 * @param consumer whose
 * @param requestId the consumer's
 * @param reference the consumer's word on it, which stays with us
 * @param channel over which channel it began
 * @param state a summary, see {@link SubmissionState}
 * @param createdAt when it was written down
 * @param sendAt when it is or was to be sent, if not at once
 * @param parts billed parts a recipient
 * @param calls the calls that have ended, in order
 * @param deliveries a page of its recipients, in the order in which they were given
 * @param next where the next page begins, if there is one
 * @param events what people did to it, in order
 */
public record Submission(
    long id,
    String consumer,
    Optional<String> requestId,
    Optional<String> reference,
    String channel,
    String state,
    Instant createdAt,
    Optional<Instant> sendAt,
    int parts,
    List<CallRecord> calls,
    List<Delivery> deliveries,
    OptionalInt next,
    List<TimelineEvent> events) {

  /** The most deliveries in one page. */
  public static final int PAGE = 1000;

  /** Copies the lists. */
  public Submission {
    calls = List.copyOf(calls);
    deliveries = List.copyOf(deliveries);
    events = List.copyOf(events);
  }

  /** As it stands behind its only call: what a store would find, without asking it. */
  static Submission of(NewSubmission submission, CallEnd end) {
    CallRecord record = end.record();
    List<Recipient> recipients = submission.calls().get(0).recipients();
    List<Delivery> deliveries =
        IntStream.range(0, recipients.size())
            .boxed()
            .sorted(Comparator.comparing(i -> recipients.get(i).position()))
            .map(i -> delivery(submission, recipients.get(i), end, i))
            .toList();
    return new Submission(
        submission.id(),
        submission.consumer(),
        submission.requestId(),
        submission.reference(),
        submission.channel(),
        SubmissionState.of(
            deliveries.stream().map(Delivery::state).collect(Collectors.toUnmodifiableSet())),
        submission.createdAt(),
        submission.sendAt(),
        submission.parts(),
        List.of(record),
        deliveries,
        OptionalInt.empty(),
        List.of());
  }

  private static Delivery delivery(
      NewSubmission submission, Recipient recipient, CallEnd end, int index) {
    List<String> ids = end.messageIds();
    return new Delivery(
        recipient.number(),
        end.delivery(),
        ids.isEmpty() ? Optional.empty() : Optional.of(ids.get(ids.size() == 1 ? 0 : index)),
        Optional.empty(),
        end.record().end(),
        submission.references().isEmpty()
            ? Optional.empty()
            : submission.references().get(recipient.position()));
  }
}
