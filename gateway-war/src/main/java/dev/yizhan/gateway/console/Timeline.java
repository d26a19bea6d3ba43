package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.search.FoundRecord;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** All that happened to a submission, in one list. */
public final class Timeline {

  private Timeline() {}

  /** What happened; those of the same time are in this order. */
  public enum Kind {
    /** It was accepted. */
    STORED,
    /** A call to a vendor began. */
    CALL,
    /** The gateway itself gave a recipient up. */
    ENDED,
    /** A delivery report came. */
    REPORT,
    /** An answer of a recipient came. */
    REPLY,
    /** Somebody did something to it. */
    EVENT
  }

  /** One that happened; it has what its kind says, and nothing else. */
  public record Entry(
      Instant at,
      Kind kind,
      Optional<CallRecord> call,
      Optional<FoundRecord> record,
      Optional<TimelineEvent> event,
      Optional<Delivery> delivery) {

    private static Entry of(Instant at) {
      return new Entry(
          at, Kind.STORED, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static Entry of(CallRecord call) {
      return new Entry(
          call.at(),
          Kind.CALL,
          Optional.of(call),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    private static Entry of(FoundRecord record) {
      return new Entry(
          record.head().receivedAt(),
          record.verdict().isPresent() ? Kind.REPORT : Kind.REPLY,
          Optional.empty(),
          Optional.of(record),
          Optional.empty(),
          Optional.empty());
    }

    private static Entry of(TimelineEvent event) {
      return new Entry(
          event.at(),
          Kind.EVENT,
          Optional.empty(),
          Optional.empty(),
          Optional.of(event),
          Optional.empty());
    }

    private static Entry of(Delivery delivery) {
      return new Entry(
          delivery.at(),
          Kind.ENDED,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(delivery));
    }
  }

  /**
   * Puts all in the order of time.
   *
   * @param submission with its calls and events, and a page of its recipients
   * @param records about it, and these recipients
   */
  static List<Entry> of(Submission submission, List<FoundRecord> records) {
    List<Entry> entries = new ArrayList<>();
    entries.add(Entry.of(submission.head().createdAt()));
    submission.calls().forEach(call -> entries.add(Entry.of(call)));
    submission.deliveries().stream()
        .filter(Timeline::isGivenUp)
        .forEach(delivery -> entries.add(Entry.of(delivery)));
    records.forEach(record -> entries.add(Entry.of(record)));
    submission.events().forEach(event -> entries.add(Entry.of(event)));
    entries.sort(Comparator.comparing(Entry::at).thenComparing(Entry::kind));
    return entries;
  }

  /** There is no call, no report and no event of it. */
  private static boolean isGivenUp(Delivery delivery) {
    return delivery.state() == DeliveryState.EXPIRED || delivery.code().isPresent();
  }
}
