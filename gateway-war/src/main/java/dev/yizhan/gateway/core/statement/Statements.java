package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;

/**
 * Statements by day of China time. A submission counts on the day on which it was made, with all
 * that becomes of it later: a report, or an operator's word, changes the figures of that day. They
 * are sums that are changed in the same transactions as the submissions, and kept longer than
 * these. Days before the first with sums are counted from the submissions when they are asked for.
 */
public final class Statements {

  private final StatementStore store;
  private final Clock clock;
  private final Kept kept;

  /** One statement of days without sums at a time: it reads every submission of its days. */
  private final Semaphore turn = new Semaphore(1);

  /**
   * For how long the store keeps what statements are made of.
   *
   * @param submissions after which submissions are removed
   * @param sums after which the sums of a day are removed
   */
  public record Kept(Duration submissions, Duration sums) {}

  public Statements(StatementStore store, Clock clock, Kept kept) {
    this.store = store;
    this.clock = clock;
    this.kept = kept;
  }

  /** Stores over which accounts the channels send from today on. */
  public void setChannels(Channels channels) {
    store.setAccounts(
        today(),
        channels.withSimulated().stream()
            .collect(Collectors.toMap(Channel::name, Channel::account)));
  }

  /**
   * The statements of some days, those without lines included.
   *
   * @throws GatewayException {@link FaultCode#INVALID_REQUEST} for days that no statement can have,
   *     {@link FaultCode#BUSY} while another statement is counted
   */
  public List<StatementDay> find(StatementQuery query) {
    Optional<LocalDate> firstWithSums = store.firstWithSums();
    query
        .days()
        .requireWithin(firstDay(firstWithSums), today(), "yizhan.store.statement-retention");
    if (firstWithSums.map(query.days().from()::isBefore).orElse(false)) {
      return count(query);
    }
    return read(query);
  }

  private List<StatementDay> count(StatementQuery query) {
    if (!turn.tryAcquire()) {
      throw GatewayException.of(
          FaultCode.BUSY, "Another statement is being counted. Ask again in some seconds");
    }
    try {
      return read(query);
    } finally {
      turn.release();
    }
  }

  /** The days of a month that a statement can have; all of them if there are none. */
  public DayRange month(YearMonth month) {
    return DayRange.of(month, firstDay(store.firstWithSums()), today());
  }

  /** The day that is still open, China time. */
  public LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), QuietHours.CHINA);
  }

  /** The first day of which nothing has been removed. */
  private LocalDate firstDay(Optional<LocalDate> firstWithSums) {
    LocalDate ofSums =
        LocalDate.ofInstant(clock.instant().minus(kept.sums()), QuietHours.CHINA).plusDays(1);
    // Submissions that were removed before there were sums are in none.
    return firstWithSums
        .map(first -> first.minusDays(kept.submissions().toDays()))
        .filter(ofSums::isBefore)
        .orElse(ofSums);
  }

  private List<StatementDay> read(StatementQuery query) {
    Map<LocalDate, List<StatementLine>> lines =
        store.lines(query.days().from(), query.days().to(), query.consumer());
    LocalDate today = today();
    return query
        .days()
        .days()
        .map(
            day ->
                new StatementDay(
                    day,
                    day.isBefore(today),
                    lines.getOrDefault(day, List.of()).stream()
                        .filter(
                            line ->
                                matches(query.channel(), line.key().channel())
                                    && matches(query.account(), line.account()))
                        .toList()))
        .toList();
  }

  private static boolean matches(Optional<String> asked, String name) {
    return asked.isEmpty() || asked.get().equals(name);
  }
}
