package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Statements by day of China time. A submission counts on the day on which it was made, with all
 * that becomes of it later: a report, or an operator's word, changes the figures of that day. They
 * are counted from the submissions themselves when they are asked for, so they always agree with
 * these.
 */
public final class Statements {

  private static final int MAX_DAYS = 31;

  private final StatementStore store;
  private final Channels channels;
  private final Clock clock;
  private final Duration retention;

  /** One statement at a time: it reads every submission of its days. */
  private final Semaphore turn = new Semaphore(1);

  /**
   * Counts over a store.
   *
   * @param retention after which submissions are removed
   */
  public Statements(StatementStore store, Channels channels, Clock clock, Duration retention) {
    this.store = store;
    this.channels = channels;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * The statements of some days, those without lines included.
   *
   * @throws GatewayException {@link FaultCode#INVALID_REQUEST} for days that no statement can have,
   *     {@link FaultCode#BUSY} while another statement is counted
   */
  public List<StatementDay> find(StatementQuery query) {
    requireDays(query);
    if (!turn.tryAcquire()) {
      throw GatewayException.of(
          FaultCode.BUSY, "Another statement is being counted. Ask again in some seconds");
    }
    try {
      return query.from().datesUntil(query.to().plusDays(1)).map(day -> day(day, query)).toList();
    } finally {
      turn.release();
    }
  }

  private void requireDays(StatementQuery query) {
    LocalDate first = firstDay();
    LocalDate today = today();
    if (query.to().isBefore(query.from())) {
      throw invalid("to: " + query.to() + " is before from: " + query.from());
    } else if (ChronoUnit.DAYS.between(query.from(), query.to()) >= MAX_DAYS) {
      throw invalid("A statement has up to " + MAX_DAYS + " days. Ask for fewer at a time");
    } else if (query.from().isBefore(first)) {
      throw invalid(
          "from: statements reach back to "
              + first
              + ". Submissions before that day are removed (yizhan.store.retention)");
    } else if (query.to().isAfter(today)) {
      throw invalid("to: " + query.to() + " has not begun. Today is " + today + " (China time)");
    }
  }

  private static GatewayException invalid(String detail) {
    return GatewayException.of(FaultCode.INVALID_REQUEST, detail);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), QuietHours.CHINA);
  }

  /** The first day of which nothing has been removed. */
  private LocalDate firstDay() {
    return LocalDate.ofInstant(clock.instant().minus(retention), QuietHours.CHINA).plusDays(1);
  }

  private StatementDay day(LocalDate day, StatementQuery query) {
    List<StatementLine> lines = new ArrayList<>();
    for (StatementLine line : store.lines(start(day), start(day.plusDays(1)), query.consumer())) {
      String account = channels.find(line.key().channel()).map(Channel::account).orElse("");
      if (matches(query.channel(), line.key().channel()) && matches(query.account(), account)) {
        lines.add(line.of(account));
      }
    }
    return new StatementDay(day, day.isBefore(today()), lines);
  }

  private static boolean matches(Optional<String> asked, String name) {
    return asked.isEmpty() || asked.get().equals(name);
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(QuietHours.CHINA).toInstant();
  }
}
