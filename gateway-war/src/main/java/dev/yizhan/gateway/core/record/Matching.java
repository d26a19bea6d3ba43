package dev.yizhan.gateway.core.record;

import dev.yizhan.gateway.core.submission.DeliveryState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Finds the delivery that a record is about (vendor-rules §7, and docs/inbox.md). A report: by
 * account, vendor's id and number within seven days; else by the call's id; else, unless the
 * account is shared, by account and number if exactly one delivery of the last 72 hours is open, it
 * has no vendor's id, and the report is not older than its call. A match by id overrules an earlier
 * match by number. An inbound message: by the call's id; else the last delivery to this number
 * within 72 hours.
 */
public final class Matching {

  /** How long a vendor's id is valid: some vendors' ids do not contain the year. */
  public static final Duration ID_WINDOW = Duration.ofDays(7);

  private static final Duration NUMBER_WINDOW = Duration.ofDays(3);

  /** How far a vendor's clock may be behind. */
  private static final Duration CLOCK_TOLERANCE = Duration.ofMinutes(5);

  private static final Set<DeliveryState> OPEN =
      EnumSet.of(DeliveryState.SUBMITTING, DeliveryState.SUBMITTED, DeliveryState.UNKNOWN);
  private static final Set<DeliveryState> SENT =
      EnumSet.of(
          DeliveryState.SUBMITTING,
          DeliveryState.SUBMITTED,
          DeliveryState.UNKNOWN,
          DeliveryState.DELIVERED,
          DeliveryState.FAILED);

  /** Whether a report can still settle a delivery in this state. */
  public static boolean isOpen(DeliveryState state) {
    return OPEN.contains(state);
  }

  /**
   * A delivery over the record's account that the record may be about.
   *
   * @param submission the id of its submission
   * @param position the index of the recipient
   * @param number the recipient
   * @param call the number of the submission's call
   * @param ids the vendor's ids of the message
   * @param sentAt when its call began, or was due to begin
   * @param origin of its submission
   */
  public record Candidate(
      long submission,
      int position,
      String number,
      int call,
      DeliveryState state,
      DeliveryIds ids,
      Instant sentAt,
      Origin origin) {

    /** The consumer, its names of the submission, and the channel of the call. */
    public record Origin(
        String consumer, Optional<String> requestId, Optional<String> reference, String channel) {}

    public String consumer() {
      return origin.consumer();
    }

    /** Whether it is sent and a report can still settle it. */
    public boolean isOpen() {
      return OPEN.contains(state);
    }

    /**
     * The delivery after a report. The first final report decides, except that a report matched by
     * id overrules one that was matched by number and has another id.
     *
     * @param basis on which the report was matched
     */
    public Candidate after(IncomingRecord.DeliveryReport report, Basis basis) {
      if (basis == Basis.NUMBER) {
        return with(
            isOpen() ? report.state().orElse(state) : state, ids.guessed(report.vendorId()));
      }
      DeliveryIds confirmed = ids.confirmed(report.vendorId());
      if (isOpen()) {
        return with(report.state().orElse(state), confirmed);
      }
      // A delivery that the vendor reports under its id was accepted.
      return with(
          isOverruledBy(report) ? report.state().orElse(DeliveryState.SUBMITTED) : state,
          confirmed);
    }

    private boolean isOverruledBy(IncomingRecord report) {
      return ids.guess().isPresent()
          && !report.vendorId().map(id -> ids.guess().get().has(id)).orElse(false);
    }

    private Candidate with(DeliveryState newState, DeliveryIds newIds) {
      return new Candidate(submission, position, number, call, newState, newIds, sentAt, origin);
    }
  }

  /**
   * The gateway's id of a call, as vendors return it.
   *
   * @param call the number of the submission's call
   */
  public record CallId(long submission, int call) {

    /** Parses an id; empty if it is not one of the gateway's. */
    public static Optional<CallId> parse(String text) {
      int dash = text.indexOf('-');
      try {
        return dash < 1
            ? Optional.empty()
            : Optional.of(
                new CallId(
                    Long.parseLong(text.substring(0, dash)),
                    Integer.parseInt(text.substring(dash + 1))));
      } catch (NumberFormatException e) {
        return Optional.empty();
      }
    }
  }

  private final Map<String, List<Candidate>> byNumber = new HashMap<>();
  private final Map<CallId, List<Candidate>> byCall = new HashMap<>();
  private final RecordSource source;
  private final Instant now;

  /**
   * Indexes the candidates.
   *
   * @param candidates deliveries to the records' numbers of the last seven days, and those of the
   *     calls whose ids the records have; each once
   * @param source the records' account
   */
  public Matching(Iterable<Candidate> candidates, RecordSource source, Instant now) {
    this.source = source;
    this.now = now;
    for (Candidate candidate : candidates) {
      byNumber.computeIfAbsent(candidate.number(), number -> new ArrayList<>()).add(candidate);
      byCall
          .computeIfAbsent(
              new CallId(candidate.submission(), candidate.call()), call -> new ArrayList<>())
          .add(candidate);
    }
  }

  /**
   * The delivery that a record is about, and the record's owner.
   *
   * @param delivery in its state before the record
   * @param consumer empty if the record waits: a report without a delivery may have arrived before
   *     the answer of its call
   * @param basis on which the delivery was found
   */
  public record Match(Optional<Candidate> delivery, Optional<String> consumer, Basis basis) {

    /** No match yet. */
    public static final Match NONE = new Match(Optional.empty(), Optional.empty(), Basis.NONE);

    /** A record without a delivery, for a consumer. */
    public static Match unmatched(String consumer) {
      return new Match(Optional.empty(), Optional.of(consumer), Basis.NONE);
    }

    private static Match of(Candidate delivery, Basis basis) {
      return new Match(Optional.of(delivery), Optional.of(delivery.consumer()), basis);
    }
  }

  /** What a match rests on. */
  public enum Basis {
    /** There is no delivery. */
    NONE,
    /** The vendor's id, or the gateway's. */
    ID,
    /** Account and number alone. */
    NUMBER
  }

  /**
   * Finds a record's delivery and consumer. A delivery that a report settles is no longer open for
   * later records.
   */
  public Match match(IncomingRecord record) {
    if (!record.head().mayMatch()) {
      return Match.unmatched(source.ownership().defaultConsumer());
    }
    return record.match(this::match, this::match);
  }

  private Match match(IncomingRecord.DeliveryReport report) {
    Match match = reported(report);
    match
        .delivery()
        .ifPresent(delivery -> replace(delivery, delivery.after(report, match.basis())));
    return match;
  }

  private Match match(IncomingRecord.InboundMessage message) {
    Ownership ownership = source.ownership();
    Optional<Candidate> named = byCustomId(message);
    Optional<String> extension = message.to().flatMap(ownership::consumerFor);
    Optional<Candidate> about =
        named
            .or(() -> lastSentTo(message))
            .filter(
                candidate ->
                    named.isPresent()
                        || extension.isEmpty()
                        || extension.get().equals(candidate.consumer()));
    String consumer =
        named
            .map(Candidate::consumer)
            .or(() -> extension)
            .or(() -> about.map(Candidate::consumer))
            .orElseGet(ownership::defaultConsumer);
    Basis basis = about.isEmpty() ? Basis.NONE : named.isPresent() ? Basis.ID : Basis.NUMBER;
    return new Match(about, Optional.of(consumer), basis);
  }

  private Match reported(IncomingRecord.DeliveryReport report) {
    List<Candidate> sameNumber = candidates(report);
    return report
        .vendorId()
        .flatMap(id -> newest(sameNumber, candidate -> hasOwnId(candidate, id)))
        .or(() -> byCustomId(report))
        .map(found -> Match.of(found, Basis.ID))
        .or(() -> byNumber(report, sameNumber).map(found -> Match.of(found, Basis.NUMBER)))
        .orElse(Match.NONE);
  }

  private boolean hasOwnId(Candidate candidate, String id) {
    return candidate.ids().own().equals(Optional.of(id)) && isSentWithin(candidate, ID_WINDOW);
  }

  /** Vendors report the segments of a long message one by one, each under the same id. */
  private boolean isGuessedUnder(Candidate candidate, String id) {
    return candidate.ids().own().isEmpty()
        && candidate.ids().guess().filter(guess -> guess.has(id)).isPresent()
        && isSentWithin(candidate, ID_WINDOW);
  }

  private Optional<Candidate> byNumber(IncomingRecord report, List<Candidate> sameNumber) {
    if (source.sharing() == Sharing.SHARED) {
      return Optional.empty();
    }
    return report
        .vendorId()
        .flatMap(id -> newest(sameNumber, candidate -> isGuessedUnder(candidate, id)))
        .or(() -> onlyOpen(sameNumber).filter(candidate -> mayBeAbout(report, candidate)));
  }

  private boolean mayBeAbout(IncomingRecord report, Candidate candidate) {
    boolean isUnnamed =
        candidate.ids().isEmpty() || report.vendorId().isEmpty() && candidate.ids().own().isEmpty();
    return isUnnamed
        && !report.time().orElse(now).isBefore(candidate.sentAt().minus(CLOCK_TOLERANCE));
  }

  private Optional<Candidate> lastSentTo(IncomingRecord message) {
    return candidates(message).stream()
        .filter(candidate -> SENT.contains(candidate.state()))
        .filter(candidate -> isSentWithin(candidate, NUMBER_WINDOW))
        .max(Comparator.comparing(Candidate::sentAt));
  }

  private Optional<Candidate> byCustomId(IncomingRecord record) {
    List<Candidate> candidates =
        record
            .customId()
            .flatMap(CallId::parse)
            .map(id -> byCall.getOrDefault(id, List.of()))
            .orElse(List.of());
    return candidates.size() == 1
        ? Optional.of(candidates.get(0))
        : newest(candidates, candidate -> record.numbers().contains(candidate.number()));
  }

  private List<Candidate> candidates(IncomingRecord record) {
    List<Candidate> candidates = new ArrayList<>();
    record.numbers().forEach(number -> candidates.addAll(byNumber.getOrDefault(number, List.of())));
    return candidates;
  }

  private static Optional<Candidate> newest(
      List<Candidate> candidates, Predicate<Candidate> filter) {
    return candidates.stream()
        .filter(filter)
        .max(
            Comparator.comparing((Candidate candidate) -> candidate.isOpen())
                .thenComparing(Candidate::sentAt)
                .thenComparing(Candidate::position, Comparator.reverseOrder()));
  }

  private Optional<Candidate> onlyOpen(List<Candidate> candidates) {
    List<Candidate> open =
        candidates.stream()
            .filter(candidate -> candidate.isOpen())
            .filter(candidate -> isSentWithin(candidate, NUMBER_WINDOW))
            .toList();
    return open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
  }

  private boolean isSentWithin(Candidate candidate, Duration window) {
    return candidate.sentAt().isAfter(now.minus(window));
  }

  private void replace(Candidate old, Candidate replacement) {
    replace(byNumber.get(old.number()), old, replacement);
    replace(byCall.get(new CallId(old.submission(), old.call())), old, replacement);
  }

  private static void replace(
      @org.jspecify.annotations.Nullable List<Candidate> candidates,
      Candidate old,
      Candidate replacement) {
    if (candidates != null) {
      candidates.replaceAll(candidate -> candidate.equals(old) ? replacement : candidate);
    }
  }
}
