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
 * Finds the delivery that a record is about (vendor-rules §7, and the architecture page on inbound
 * messages). A report: by account, vendor's id and number within seven days; else by the call's id;
 * else by account and number if exactly one delivery of the last 72 hours is open. An inbound
 * message: by the call's id; else the last delivery to this number within 72 hours.
 */
public final class Matching {

  /** How long a vendor's id is valid: some vendors' ids do not contain the year. */
  public static final Duration ID_WINDOW = Duration.ofDays(7);

  private static final Duration NUMBER_WINDOW = Duration.ofDays(3);

  private static final Set<DeliveryState> OPEN =
      EnumSet.of(DeliveryState.SUBMITTING, DeliveryState.SUBMITTED, DeliveryState.UNKNOWN);
  private static final Set<DeliveryState> SENT =
      EnumSet.of(
          DeliveryState.SUBMITTING,
          DeliveryState.SUBMITTED,
          DeliveryState.UNKNOWN,
          DeliveryState.DELIVERED,
          DeliveryState.FAILED);

  /**
   * A delivery over the record's account that the record may be about.
   *
   * @param submission the id of its submission
   * @param position the index of the recipient
   * @param number the recipient
   * @param call the number of the submission's call
   * @param vendorId the vendor's id of the message
   * @param sentAt when its call began, or was due to begin
   * @param origin of its submission
   */
  public record Candidate(
      long submission,
      int position,
      String number,
      int call,
      DeliveryState state,
      Optional<String> vendorId,
      Instant sentAt,
      Origin origin) {

    /** The consumer, its reference, and the channel of the call. */
    public record Origin(String consumer, Optional<String> reference, String channel) {}

    public String consumer() {
      return origin.consumer();
    }

    /** Whether it is sent and a report can still settle it. */
    public boolean isOpen() {
      return OPEN.contains(state);
    }

    private Candidate withState(DeliveryState newState) {
      return new Candidate(submission, position, number, call, newState, vendorId, sentAt, origin);
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
  private final Instant now;

  /**
   * Indexes the candidates.
   *
   * @param candidates deliveries to the records' numbers of the last seven days, and those of the
   *     calls whose ids the records have; each once
   */
  public Matching(Iterable<Candidate> candidates, Instant now) {
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
   */
  public record Match(Optional<Candidate> delivery, Optional<String> consumer) {}

  /**
   * Finds a record's delivery and consumer. A delivery that a report settles is no longer open for
   * later records.
   *
   * @param ownership of the record's account
   */
  public Match match(IncomingRecord record, Ownership ownership) {
    if (!record.head().mayMatch()) {
      return new Match(Optional.empty(), Optional.of(ownership.defaultConsumer()));
    }
    return record.match(this::match, message -> match(message, ownership));
  }

  private Match match(IncomingRecord.DeliveryReport report) {
    Optional<Candidate> delivery = reported(report);
    return new Match(delivery, delivery.map(Candidate::consumer));
  }

  private Match match(IncomingRecord.InboundMessage message, Ownership ownership) {
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
    return new Match(about, Optional.of(consumer));
  }

  private Optional<Candidate> reported(IncomingRecord.DeliveryReport report) {
    List<Candidate> sameNumber = candidates(report);
    Optional<Candidate> found =
        report
            .vendorId()
            .flatMap(
                id ->
                    newest(
                        sameNumber,
                        candidate ->
                            candidate.vendorId().equals(Optional.of(id))
                                && isSentWithin(candidate, ID_WINDOW)))
            .or(() -> byCustomId(report))
            .or(() -> onlyOpen(sameNumber));
    found.ifPresent(candidate -> settle(candidate, report));
    return found;
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

  private void settle(Candidate candidate, IncomingRecord.DeliveryReport report) {
    report
        .state()
        .filter(state -> candidate.isOpen())
        .ifPresent(
            state -> {
              Candidate settled = candidate.withState(state);
              replace(byNumber.get(candidate.number()), candidate, settled);
              replace(
                  byCall.get(new CallId(candidate.submission(), candidate.call())),
                  candidate,
                  settled);
            });
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
