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
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Daily limits of consumers and recipients. A day is the date in China when the submission is made.
 * Cancelled and rejected messages count.
 */
public final class Quotas {

  private static final System.Logger LOG = System.getLogger(Quotas.class.getName());
  private static final int DAYS_RETAINED = 2;
  private static final int MAX_STEPS = 50;
  private static final String NUMBER = "number ";
  private static final String CONSUMER = "consumer ";

  private final QuotaStore store;
  private final Clock clock;
  private final Supplier<GlobalLimits> limits;

  public Quotas(QuotaStore store, Clock clock, Supplier<GlobalLimits> limits) {
    this.store = store;
    this.clock = clock;
    this.limits = limits;
  }

  /** The amounts that were counted for a submission. */
  final class Reservation {

    private final LocalDate day;
    private final List<QuotaStore.Count> counts;

    private Reservation(LocalDate day, List<QuotaStore.Count> counts) {
      this.day = day;
      this.counts = counts;
    }

    /** For a submission that was not stored. */
    void release() {
      if (counts.isEmpty()) {
        return;
      }
      try {
        store.release(day, counts);
      } catch (StoreException e) {
        LOG.log(System.Logger.Level.DEBUG, "A counter stays too high until the end of the day", e);
      }
    }
  }

  /**
   * Counts a submission against its limits.
   *
   * @throws GatewayException if a limit would be exceeded; nothing is counted then
   */
  Reservation reserve(Sender sender, List<PhoneNumber> numbers) {
    LocalDate day = today();
    List<QuotaStore.Count> counts = new ArrayList<>();
    sender
        .dailyQuota()
        .ifPresent(
            limit ->
                counts.add(new QuotaStore.Count(CONSUMER + sender.name(), numbers.size(), limit)));
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

  /** Even with an unknown result nothing is sent, and the client may try again. */
  private Optional<QuotaStore.Count> reserveInStore(LocalDate day, List<QuotaStore.Count> counts) {
    try {
      return store.reserve(day, counts);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "Quotas cannot be counted now: {0}", e.getMessage());
      throw GatewayException.of(
          FaultCode.STORE_UNAVAILABLE,
          "The gateway cannot use its store now, and nothing was sent. Try again with the same"
              + " requestId");
    }
  }

  private static GatewayException exceeded(QuotaStore.Count exceeded) {
    return exceeded.name().startsWith(NUMBER)
        ? GatewayException.of(
            FaultCode.RECIPIENT_CAP,
            "recipient: "
                + PhoneNumber.mask(exceeded.name().substring(NUMBER.length()))
                + " may receive "
                + exceeded.limit()
                + " messages a day (China time), and would exceed this. Leave it out until"
                + " tomorrow")
        : GatewayException.of(
            FaultCode.QUOTA_EXCEEDED,
            "This consumer may send to "
                + exceeded.limit()
                + " recipients a day (China time), and too few are left today. Try again tomorrow,"
                + " or ask the gateway's operator");
  }

  /** How many recipients a consumer may still send to today; empty if there is no limit. */
  public OptionalLong remaining(Sender sender) {
    return sender.dailyQuota().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.max(
                0,
                sender.dailyQuota().getAsInt() - store.amount(today(), CONSUMER + sender.name())));
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), QuietHours.CHINA);
  }

  /** Removes old counters. */
  void removeOld() {
    LocalDate before = today().minusDays(DAYS_RETAINED);
    int steps = 0;
    while (steps < MAX_STEPS && store.removeBefore(before) > 0) {
      steps++;
    }
  }
}
