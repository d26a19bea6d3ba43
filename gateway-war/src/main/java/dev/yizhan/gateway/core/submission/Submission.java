package dev.yizhan.gateway.core.submission;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The current state of a submission, with one page of its deliveries.
 *
 * @param state a summary, see {@link SubmissionState}
 * @param calls the calls that have ended, in order
 * @param deliveries a page of its recipients, in the order in which they were given
 * @param next where the next page begins, if there is one
 * @param events what people did to it, in order
 */
public record Submission(
    SubmissionHead head,
    String state,
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

  public long id() {
    return head.id();
  }

  public String consumer() {
    return head.consumer();
  }

  /** The state after its only call, as the store would return it. */
  public static Submission of(NewSubmission submission, CallEnd end) {
    CallRecord record = end.record();
    List<Recipient> recipients = submission.calls().get(0).recipients();
    List<Delivery> deliveries =
        IntStream.range(0, recipients.size())
            .boxed()
            .sorted(Comparator.comparing(i -> recipients.get(i).position()))
            .map(i -> delivery(submission, recipients.get(i), end, i))
            .toList();
    return new Submission(
        submission.head(),
        SubmissionState.of(
            deliveries.stream().map(Delivery::state).collect(Collectors.toUnmodifiableSet())),
        List.of(record),
        deliveries,
        OptionalInt.empty(),
        List.of());
  }

  /**
   * The state when it was stored, as the store would return it.
   *
   * @param submission with {@link #PAGE} recipients at most
   */
  public static Submission of(NewSubmission submission) {
    SortedMap<Integer, Delivery> deliveries = new TreeMap<>();
    int number = 0;
    for (NewCall call : submission.calls()) {
      number++;
      DeliveryState state =
          number == 1 && submission.start() == NewSubmission.Start.CLAIMED
              ? DeliveryState.SUBMITTING
              : submission.waiting();
      for (Recipient recipient : call.recipients()) {
        deliveries.put(
            recipient.position(),
            new Delivery(
                recipient.number(),
                state,
                Optional.empty(),
                Optional.empty(),
                submission.head().createdAt(),
                submission.content().reference(recipient),
                false));
      }
    }
    return new Submission(
        submission.head(),
        SubmissionState.of(
            deliveries.values().stream()
                .map(Delivery::state)
                .collect(Collectors.toUnmodifiableSet())),
        List.of(),
        List.copyOf(deliveries.values()),
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
        submission.content().reference(recipient),
        false);
  }
}
