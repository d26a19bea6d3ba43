package dev.yizhan.gateway.core.inbox;

import dev.yizhan.gateway.core.DeliveryState;
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
 * Finds the delivery that a record is about (vendor-rules §7, and the architecture page on
 * replies). A report: by account and vendor's id and number within seven days; else by our id; else
 * by account and number where exactly one delivery of the last 72 hours is open. A reply: by our
 * id; else the last delivery to this number within 72 hours.
 */
public final class Matching {

  /** How long a vendor's id is good for: some vendors' have no year in them. */
  public static final Duration BY_ID = Duration.ofDays(7);

  private static final Duration BY_NUMBER = Duration.ofDays(3);

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
   * A delivery that a record may be about; of the record's account.
   *
   * @param submission whose
   * @param position which of its recipients
   * @param number the recipient
   * @param call which of the submission's calls it goes or went with
   * @param state as it stands
   * @param vendorId the vendor's id of it
   * @param sentAt when its call began, or should have
   * @param consumer whose submission
   * @param reference the consumer's word on it
   * @param channel over which it goes or went
   */
  public record Candidate(
      long submission,
      int position,
      String number,
      int call,
      DeliveryState state,
      Optional<String> vendorId,
      Instant sentAt,
      String consumer,
      Optional<String> reference,
      String channel) {

    /**
     * Whether a report can settle it.
     *
     * @return whether it is out, and nobody knows its end
     */
    public boolean isOpen() {
      return OPEN.contains(state);
    }

    private Candidate in(DeliveryState other) {
      return new Candidate(
          submission,
          position,
          number,
          call,
          other,
          vendorId,
          sentAt,
          consumer,
          reference,
          channel);
    }
  }

  /**
   * Our id of a call, as vendors give it back.
   *
   * @param submission whose
   * @param call which
   */
  public record CallId(long submission, int call) {

    /**
     * Reads an id.
     *
     * @param text as it came
     * @return the id, where it is one of ours
     */
    public static Optional<CallId> of(String text) {
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
   * Takes those that may be meant.
   *
   * @param candidates deliveries to the records' numbers of the last seven days, and those of the
   *     calls whose ids the records have; each once
   * @param now the time
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
   * What a record is about, and whose it is.
   *
   * @param delivery as it stood before
   * @param consumer empty where the record waits: a report that fits nothing may have come before
   *     the answer of its call
   */
  public record Match(Optional<Candidate> delivery, Optional<String> consumer) {}

  /**
   * Finds a record's delivery and consumer. Where a report settles a delivery, it is not open for
   * those behind.
   *
   * @param kind which it is
   * @param arrival the record
   * @param ownership of its account
   * @return what and whose
   */
  public Match match(Kind kind, Arrival arrival, Ownership ownership) {
    if (!arrival.ours()) {
      return new Match(Optional.empty(), Optional.of(ownership.rest()));
    }
    if (kind == Kind.REPORTS) {
      Optional<Candidate> delivery = ofReport(arrival);
      return new Match(delivery, delivery.map(Candidate::consumer));
    }
    Optional<Candidate> named = byCustomId(arrival);
    Optional<String> extension = arrival.to().flatMap(ownership::of);
    Optional<Candidate> about =
        named
            .or(() -> lastTo(arrival))
            .filter(
                of ->
                    named.isPresent()
                        || extension.isEmpty()
                        || extension.get().equals(of.consumer()));
    String consumer =
        named
            .map(Candidate::consumer)
            .or(() -> extension)
            .or(() -> about.map(Candidate::consumer))
            .orElseGet(ownership::rest);
    return new Match(about, Optional.of(consumer));
  }

  private Optional<Candidate> ofReport(Arrival report) {
    List<Candidate> same = toNumber(report);
    Optional<Candidate> found =
        report
            .vendorId()
            .flatMap(
                id ->
                    newest(
                        same,
                        candidate ->
                            candidate.vendorId().equals(Optional.of(id))
                                && isWithin(candidate, BY_ID)))
            .or(() -> byCustomId(report))
            .or(() -> onlyOpen(same));
    found.ifPresent(candidate -> settle(candidate, report));
    return found;
  }

  private Optional<Candidate> lastTo(Arrival reply) {
    return toNumber(reply).stream()
        .filter(candidate -> SENT.contains(candidate.state()))
        .filter(candidate -> isWithin(candidate, BY_NUMBER))
        .max(Comparator.comparing(Candidate::sentAt));
  }

  private Optional<Candidate> byCustomId(Arrival record) {
    List<Candidate> called =
        record
            .customId()
            .flatMap(CallId::of)
            .map(id -> byCall.getOrDefault(id, List.of()))
            .orElse(List.of());
    return called.size() == 1
        ? Optional.of(called.get(0))
        : newest(called, candidate -> record.numbers().contains(candidate.number()));
  }

  private List<Candidate> toNumber(Arrival record) {
    List<Candidate> all = new ArrayList<>();
    record.numbers().forEach(number -> all.addAll(byNumber.getOrDefault(number, List.of())));
    return all;
  }

  private static Optional<Candidate> newest(List<Candidate> of, Predicate<Candidate> which) {
    return of.stream()
        .filter(which)
        .max(
            Comparator.comparing((Candidate candidate) -> candidate.isOpen())
                .thenComparing(Candidate::sentAt)
                .thenComparing(Candidate::position, Comparator.reverseOrder()));
  }

  private Optional<Candidate> onlyOpen(List<Candidate> same) {
    List<Candidate> open =
        same.stream()
            .filter(candidate -> candidate.isOpen())
            .filter(candidate -> isWithin(candidate, BY_NUMBER))
            .toList();
    return open.size() == 1 ? Optional.of(open.get(0)) : Optional.empty();
  }

  private boolean isWithin(Candidate candidate, Duration time) {
    return candidate.sentAt().isAfter(now.minus(time));
  }

  private void settle(Candidate candidate, Arrival report) {
    stateBehind(report)
        .filter(state -> candidate.isOpen())
        .ifPresent(
            state -> {
              Candidate settled = candidate.in(state);
              replace(byNumber.get(candidate.number()), candidate, settled);
              replace(
                  byCall.get(new CallId(candidate.submission(), candidate.call())),
                  candidate,
                  settled);
            });
  }

  private static void replace(
      @org.jspecify.annotations.Nullable List<Candidate> in, Candidate old, Candidate other) {
    if (in != null) {
      in.replaceAll(each -> each.equals(old) ? other : each);
    }
  }

  /**
   * What a report makes of a delivery that is open.
   *
   * @param report what
   * @return its state; empty where the report settles nothing
   */
  public static Optional<DeliveryState> stateBehind(Arrival report) {
    return report
        .verdict()
        .flatMap(
            verdict ->
                switch (verdict) {
                  case DELIVERED -> Optional.of(DeliveryState.DELIVERED);
                  case FAILED -> Optional.of(DeliveryState.FAILED);
                  case NONE -> Optional.empty();
                });
  }
}
