package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * How many messages a consumer may send a day, and how many a number may get: days of China, in
 * which they were asked for. What is cancelled or refused by a vendor counts.
 */
public final class Quotas {

  private static final System.Logger LOG = System.getLogger(Quotas.class.getName());
  private static final int DAYS_RETAINED = 2;
  private static final int MAX_STEPS = 50;
  private static final String NUMBER = "number ";

  private final QuotaStore store;
  private final Clock clock;
  private final Supplier<GlobalLimits> limits;

  /**
   * Counts.
   *
   * @param store where
   * @param clock for the day
   * @param limits say how many messages a number may get a day
   */
  public Quotas(QuotaStore store, Clock clock, Supplier<GlobalLimits> limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  /** What was counted for a submission. */
  final class Reservation {

    private final LocalDate day;
    private final List<QuotaStore.Count> counts;

    private Reservation(LocalDate day, List<QuotaStore.Count> counts) {
      this.day = day;
      this.counts = counts;
    }

    /** The submission was not made after all. */
    void release() {
      if (counts.isEmpty()) {
        return;
      }
      try {
        store.release(day, counts);
      } catch (StoreException e) {
        LOG.log(System.Logger.Level.DEBUG, "A count stays too high until the day is over", e);
      }
    }
  }

  /**
   * Counts a submission, where anything is limited.
   *
   * @throws GatewayException where it would be too much; then nothing was counted
   */
  Reservation reserve(Sender sender, List<PhoneNumber> numbers) {
    LocalDate day = today();
    List<QuotaStore.Count> counts = new ArrayList<>();
    sender
        .dailyQuota()
        .ifPresent(
            limit ->
                counts.add(
                    new QuotaStore.Count("consumer " + sender.name(), numbers.size(), limit)));
    limits
        .get()
        .recipientDailyCap()
        .ifPresent(
            limit -> {
              Map<String, Integer> byNumber = new HashMap<>();
              numbers.forEach(number -> byNumber.merge(number.digits(), 1, Integer::sum));
              byNumber.forEach(
                  (number, amount) ->
                      counts.add(new QuotaStore.Count(NUMBER + number, amount, limit)));
            });
    Optional<QuotaStore.Count> exceeded =
        counts.isEmpty() ? Optional.empty() : reserveInStore(day, counts);
    if (exceeded.isPresent()) {
      throw exceeded(exceeded.get());
    }
    return new Reservation(day, counts);
  }

  /** Whatever the store says of its counts: nothing is sent, and the same may be tried again. */
  private Optional<QuotaStore.Count> reserveInStore(LocalDate day, List<QuotaStore.Count> counts) {
    try {
      return store.reserve(day, counts);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "Counts cannot be written now: {0}", e.getMessage());
      throw GatewayException.of(
          FaultCode.STORE_UNAVAILABLE,
          "The gateway cannot use its store now, and nothing was sent: try again with the same"
              + " requestId");
    }
  }

  private static GatewayException exceeded(QuotaStore.Count exceeded) {
    return exceeded.name().startsWith(NUMBER)
        ? GatewayException.of(
            FaultCode.RECIPIENT_CAP,
            "recipient: "
                + PhoneNumber.mask(exceeded.name().substring(NUMBER.length()))
                + " may get "
                + exceeded.limit()
                + " messages a day (China time) and would get more: leave it out until tomorrow")
        : GatewayException.of(
            FaultCode.QUOTA_EXCEEDED,
            "This consumer may send to "
                + exceeded.limit()
                + " recipients a day (China time), and has not that many left: try again tomorrow,"
                + " or ask the gateway's operator");
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), QuietHours.CHINA);
  }

  /** Forgets days that are long over. */
  void removeOld() {
    LocalDate before = today().minusDays(DAYS_RETAINED);
    int steps = 0;
    while (steps < MAX_STEPS && store.removeBefore(before) > 0) {
      steps++;
    }
  }
}
