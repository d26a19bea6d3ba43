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
  private static final int DAYS_KEPT = 2;
  private static final int MOST_STEPS = 50;
  private static final String NUMBER = "number ";

  private final QuotaStore store;
  private final Clock clock;
  private final Supplier<GlobalLimits> rules;

  /**
   * Counts.
   *
   * @param store where
   * @param clock for the day
   * @param rules say how many messages a number may get a day
   */
  public Quotas(QuotaStore store, Clock clock, Supplier<GlobalLimits> rules) {
    this.store = store;
    this.clock = clock;
    this.rules = rules;
  }

  /** What was counted for a submission. */
  final class Taken {

    private final LocalDate day;
    private final List<QuotaStore.Count> counts;

    private Taken(LocalDate day, List<QuotaStore.Count> counts) {
      this.day = day;
      this.counts = counts;
    }

    /** The submission was not made after all. */
    void giveBack() {
      if (counts.isEmpty()) {
        return;
      }
      try {
        store.giveBack(day, counts);
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
  Taken take(Sender sender, List<PhoneNumber> numbers) {
    LocalDate day = today();
    List<QuotaStore.Count> counts = new ArrayList<>();
    sender
        .dailyQuota()
        .ifPresent(
            most ->
                counts.add(
                    new QuotaStore.Count("consumer " + sender.name(), numbers.size(), most)));
    rules
        .get()
        .mostForNumber()
        .ifPresent(
            most -> {
              Map<String, Integer> each = new HashMap<>();
              numbers.forEach(number -> each.merge(number.digits(), 1, Integer::sum));
              each.forEach(
                  (number, amount) ->
                      counts.add(new QuotaStore.Count(NUMBER + number, amount, most)));
            });
    Optional<QuotaStore.Count> over = counts.isEmpty() ? Optional.empty() : taken(day, counts);
    if (over.isPresent()) {
      throw over(over.get());
    }
    return new Taken(day, counts);
  }

  /** Whatever the store says of its counts: nothing is sent, and the same may be tried again. */
  private Optional<QuotaStore.Count> taken(LocalDate day, List<QuotaStore.Count> counts) {
    try {
      return store.take(day, counts);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "Counts cannot be written now: {0}", e.getMessage());
      throw GatewayException.of(
          FaultCode.STORE_UNAVAILABLE,
          "The gateway cannot use its store now, and nothing was sent: try again with the same"
              + " requestId");
    }
  }

  private static GatewayException over(QuotaStore.Count over) {
    return over.name().startsWith(NUMBER)
        ? GatewayException.of(
            FaultCode.RECIPIENT_CAP,
            "recipient: "
                + PhoneNumber.mask(over.name().substring(NUMBER.length()))
                + " may get "
                + over.most()
                + " messages a day (China time) and would get more: leave it out until tomorrow")
        : GatewayException.of(
            FaultCode.QUOTA_EXCEEDED,
            "This consumer may send to "
                + over.most()
                + " recipients a day (China time), and has not that many left: try again tomorrow,"
                + " or ask the gateway's operator");
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), QuietHours.CHINA);
  }

  /** Forgets days that are long over. */
  void forget() {
    LocalDate before = today().minusDays(DAYS_KEPT);
    int steps = 0;
    while (steps < MOST_STEPS && store.forget(before) > 0) {
      steps++;
    }
  }
}
