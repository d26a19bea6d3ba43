package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/**
 * Compares what the gateway counts with what vendors billed, by account and day of China time. It
 * is counted from the submissions when it is asked for.
 */
public final class Reconciliation {

  private final ReconciliationStore store;
  private final Predicate<String> isAccount;
  private final Clock clock;
  private final Duration retention;

  /** One at a time: it reads every submission of its days. */
  private final Semaphore turn = new Semaphore(1);

  /**
   * Compares accounts.
   *
   * @param isAccount whether an account is configured
   * @param retention after which submissions are removed
   */
  public Reconciliation(
      ReconciliationStore store, Predicate<String> isAccount, Clock clock, Duration retention) {
    this.store = store;
    this.isAccount = isAccount;
    this.clock = clock;
    this.retention = retention;
  }

  /**
   * Some days of an account.
   *
   * @param most how many differences of each day are listed
   * @throws GatewayException {@link FaultCode#INVALID_REQUEST} for an unknown account or days that
   *     cannot be compared, {@link FaultCode#BUSY} while others are compared
   */
  public List<ReconciledDay> find(String account, DayRange days, int most) {
    if (!isAccount.test(account)) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "account: there is none of this name in the configuration. ListChannels shows the account"
              + " of each channel");
    }
    LocalDate today = today();
    days.requireWithin(firstDay(), today, "yizhan.store.retention");
    if (!turn.tryAcquire()) {
      throw GatewayException.of(
          FaultCode.BUSY, "Another reconciliation is being counted. Ask again in some seconds");
    }
    try {
      return days.days().map(day -> find(account, day, today, most)).toList();
    } finally {
      turn.release();
    }
  }

  /** The days of a month that can be compared; all of them if none can. */
  public DayRange month(YearMonth month) {
    return DayRange.of(month, firstDay(), today());
  }

  /** The first day of which no submission has been removed. */
  private LocalDate firstDay() {
    return LocalDate.ofInstant(clock.instant().minus(retention), QuietHours.CHINA).plusDays(1);
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), QuietHours.CHINA);
  }

  private ReconciledDay find(String account, LocalDate day, LocalDate today, int most) {
    return new ReconciledDay(
        day,
        day.isBefore(today),
        store.calls(account, day, most),
        store.balanceNear(account, start(day)),
        store.balanceNear(account, start(day.plusDays(1))));
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay(QuietHours.CHINA).toInstant();
  }
}
