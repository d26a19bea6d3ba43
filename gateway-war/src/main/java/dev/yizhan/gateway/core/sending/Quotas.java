package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.RecipientCaps;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/**
 * Limits of consumers by day, and of recipients by minute, hour and day. The time when the
 * submission is made counts; a day is the date in China. Cancelled and rejected messages count.
 */
public final class Quotas {

  private static final System.Logger LOG = System.getLogger(Quotas.class.getName());
  private static final Duration RETAINED = Duration.ofDays(2);
  private static final int MAX_STEPS = 50;
  private static final String NUMBER = "number ";
  private static final String MINUTE = "minute ";
  private static final String HOUR = "hour ";
  private static final String CONSUMER = "consumer ";

  /** What test consumers send counts apart: it must not keep a real message from its number. */
  private static final String TEST = "test ";

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

    private final Instant at;
    private final List<QuotaStore.Count> counts;

    private Reservation(Instant at, List<QuotaStore.Count> counts) {
      this.at = at;
      this.counts = counts;
    }

    /** For a submission that was not stored. */
    void release() {
      if (counts.isEmpty()) {
        return;
      }
      try {
        store.release(at, counts);
      } catch (StoreException e) {
        LOG.log(
            System.Logger.Level.DEBUG, "A counter stays too high until the end of its period", e);
      }
    }
  }

  /**
   * Counts a submission against its limits.
   *
   * @throws GatewayException if a limit would be exceeded; nothing is counted then
   */
  Reservation reserve(Sender sender, List<PhoneNumber> numbers) {
    Instant now = clock.instant();
    List<QuotaStore.Count> counts = new ArrayList<>();
    sender
        .dailyQuota()
        .ifPresent(
            limit ->
                counts.add(new QuotaStore.Count(CONSUMER + sender.name(), numbers.size(), limit)));
    addOfNumbers(counts, limits.get().recipientCaps(), numbers, sender.isTest() ? TEST : "");
    Optional<QuotaStore.Count> exceeded =
        counts.isEmpty() ? Optional.empty() : reserveInStore(now, counts);
    if (exceeded.isPresent()) {
      throw exceeded(exceeded.get());
    }
    return new Reservation(now, counts);
  }

  private static void addOfNumbers(
      List<QuotaStore.Count> counts, RecipientCaps caps, List<PhoneNumber> numbers, String prefix) {
    if (caps.equals(RecipientCaps.NONE)) {
      return;
    }
    Map<String, Integer> byNumber = new HashMap<>();
    numbers.forEach(number -> byNumber.merge(prefix + number.digits(), 1, Integer::sum));
    byNumber.forEach(
        (number, amount) -> {
          caps.minute().ifPresent(limit -> counts.add(window(MINUTE, number, amount, limit)));
          caps.hour().ifPresent(limit -> counts.add(window(HOUR, number, amount, limit)));
          caps.day()
              .ifPresent(limit -> counts.add(new QuotaStore.Count(NUMBER + number, amount, limit)));
        });
  }

  private static QuotaStore.Count window(String period, String number, int amount, int limit) {
    return new QuotaStore.Count(
        period + number,
        amount,
        limit,
        Optional.of(period.equals(MINUTE) ? Duration.ofMinutes(1) : Duration.ofHours(1)));
  }

  /** Even with an unknown result nothing is sent, and the client may try again. */
  private Optional<QuotaStore.Count> reserveInStore(Instant now, List<QuotaStore.Count> counts) {
    try {
      return store.reserve(now, counts);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "Quotas cannot be counted now: {0}", e.getMessage());
      throw GatewayException.of(
          FaultCode.STORE_UNAVAILABLE,
          "The gateway cannot use its store now, and nothing was sent. Try again with the same"
              + " requestId");
    }
  }

  private static GatewayException exceeded(QuotaStore.Count exceeded) {
    String name = exceeded.name();
    if (name.startsWith(CONSUMER)) {
      return GatewayException.of(
          FaultCode.QUOTA_EXCEEDED,
          "This consumer may send to "
              + exceeded.limit()
              + " recipients a day (China time), and too few are left today. Try again tomorrow,"
              + " or ask the gateway's operator");
    }
    String period = name.substring(0, name.indexOf(' ') + 1);
    String messages = exceeded.limit() == 1 ? " message " : " messages ";
    return GatewayException.of(
        FaultCode.RECIPIENT_CAP,
        "recipient: "
            + PhoneNumber.mask(name.substring(period.length()))
            + " may receive "
            + exceeded.limit()
            + messages
            + switch (period) {
              case MINUTE -> "a minute, and would exceed this. Try again after a minute";
              case HOUR -> "an hour, and would exceed this. Leave it out for an hour";
              default -> "a day (China time), and would exceed this. Leave it out until tomorrow";
            });
  }

  /** How many recipients a consumer may still send to today; empty if there is no limit. */
  public OptionalLong remaining(Sender sender) {
    return sender.dailyQuota().isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.max(
                0,
                sender.dailyQuota().getAsInt()
                    - store.amount(clock.instant(), CONSUMER + sender.name())));
  }

  /** Removes old counters. */
  void removeOld() {
    Instant before = clock.instant().minus(RETAINED);
    int steps = 0;
    while (steps < MAX_STEPS && store.removeBefore(before) > 0) {
      steps++;
    }
  }
}
