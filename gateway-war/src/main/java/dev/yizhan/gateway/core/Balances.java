package dev.yizhan.gateway.core;

import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Inquiry;
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
            before != null && clock.instant().isBefore(before.askedAt().plus(pause))
                ? before
                : ask(channel));
  }

  private Aged ask(Channel channel) {
    Inquiry<Balance> inquiry = channel.vendor().balance();
    if (inquiry instanceof Inquiry.Given<Balance> given) {
      return new Aged(given.value(), clock.instant());
    }
    if (inquiry instanceof Inquiry.Refused<Balance> refused) {
      throw GatewayException.refused(refused.code());
    }
    throw GatewayException.of(
        FaultCode.VENDOR_UNAVAILABLE,
        "The vendor did not tell the balance: " + ((Inquiry.Failed<Balance>) inquiry).reason());
  }
}
