package dev.yizhan.gateway.core;

import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Balance;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Balances with their age: vendors forbid asking often, so an answer is kept for a while. */
public final class Balances {

  /**
   * A vendor's answer and when it was given.
   *
   * @param balance how much
   * @param askedAt when
   */
  public record Aged(Balance balance, Instant askedAt) {}

  private final Clock clock;
  private final Duration pause;
  private final Map<String, Aged> known = new ConcurrentHashMap<>();

  /**
   * Keeps balances.
   *
   * @param clock for their ages
   * @param pause how long an answer is good for
   */
  public Balances(Clock clock, Duration pause) {
    this.clock = clock;
    this.pause = pause;
  }

  /**
   * The balance behind a channel.
   *
   * @param channel which
   * @return what the vendor said now or a little while ago
   * @throws GatewayException where the vendor does not tell
   */
  public Aged of(Channel channel) {
    return known.compute(
        channel.name(),
        (name, before) ->
            before != null && clock.instant().isBefore(before.askedAt().plus(pause(channel)))
                ? before
                : ask(channel));
  }

  private Duration pause(Channel channel) {
    Duration vendors = channel.vendor().balancePause();
    return pause.compareTo(vendors) < 0 ? vendors : pause;
  }

  private Aged ask(Channel channel) {
    Outcome<Balance> outcome = channel.vendor().balance();
    if (outcome instanceof Outcome.Accepted<Balance> given) {
      return new Aged(given.value(), clock.instant());
    }
    if (outcome instanceof Outcome.Rejected<Balance> refused) {
      throw GatewayException.refused(refused.code());
    }
    throw GatewayException.of(
        FaultCode.VENDOR_UNAVAILABLE,
        "The vendor did not tell the balance: "
            + (outcome instanceof Outcome.NotSent<Balance> notSent
                ? notSent.reason()
                : ((Outcome.Unknown<Balance>) outcome).reason()));
  }
}
