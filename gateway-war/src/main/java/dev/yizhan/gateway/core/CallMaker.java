package dev.yizhan.gateway.core;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes one call, once, and says what is to be done next for its recipients: nothing, unless they
 * were surely not sent to. Then the next channel of the route has its turn; behind the last one the
 * first, after a pause.
 */
final class CallMaker {

  private static final System.Logger LOG = System.getLogger(CallMaker.class.getName());

  private final Channels channels;
  private final ChannelStates states;
  private final Clock clock;
  private final Timing timing;

  CallMaker(Channels channels, ChannelStates states, Clock clock, Timing timing) {
    this.channels = channels;
    this.states = states;
    this.clock = clock;
    this.timing = timing;
  }

  CallEnd make(PendingCall pending) {
    Instant at = clock.instant();
    Optional<Channel> channel = channels.find(pending.channel());
    if (channel.isEmpty()) {
      return notSent(pending, at, "the channel is not configured any more", again(pending));
    }
    Plan plan;
    try {
      plan = channel.get().vendor().plan(pending.message());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A call cannot be planned", e);
      return notSent(pending, at, "a mistake of the gateway's own before the call", again(pending));
    }
    if (!plan.refusals().isEmpty()) {
      // Another configuration than when it was taken.
      String why = plan.refusals().get(0).detail();
      return CallEnd.of(
          CallRecord.of(pending, CallRecord.Result.REJECTED, why, at), pending.recipients().size());
    }
    if (plan.calls().size() > 1) {
      return notSent(
          pending,
          at,
          "the channel's limits have changed since it was planned",
          calls(pending.channel(), pending.route(), pending.attempt() + 1, pending, plan));
    }
    return sent(pending, plan.calls().get(0), channel.get(), at);
  }

  private CallEnd sent(PendingCall pending, VendorCall call, Channel channel, Instant at) {
    long start = System.nanoTime();
    Outcome<Sent> outcome;
    try {
      outcome = channel.vendor().send(call.withId(pending.id()));
    } catch (RuntimeException | Error e) {
      // The request may be out, whatever failed behind it.
      LOG.log(System.Logger.Level.ERROR, "A vendor's code failed", e);
      outcome = new Outcome.Unknown<>("a mistake of the gateway's own during the call");
    }
    if (outcome instanceof Outcome.NotSent<Sent> notSent) {
      return notSent(pending, at, notSent.reason(), again(pending));
    }
    return CallEnd.of(
        CallRecord.of(pending, outcome, at, Duration.ofNanos(System.nanoTime() - start)),
        pending.recipients().size());
  }

  private CallEnd notSent(PendingCall pending, Instant at, String why, List<NewCall> further) {
    Duration took = Duration.between(at, clock.instant());
    return new CallEnd(
        CallRecord.of(
            pending, new Outcome.NotSent<>(why), at, took.isNegative() ? Duration.ZERO : took),
        List.of(),
        further);
  }

  private List<NewCall> again(PendingCall pending) {
    List<String> route = pending.route();
    for (String name : route.subList(route.indexOf(pending.channel()) + 1, route.size())) {
      Optional<Plan> plan =
          channels
              .find(name)
              .filter(next -> !states.isSuspended(name))
              .map(next -> next.vendor().plan(pending.message()))
              .filter(next -> next.refusals().isEmpty());
      if (plan.isPresent()) {
        return calls(name, route, pending.attempt(), pending, plan.get());
      }
    }
    Instant later = clock.instant().plus(timing.pause(pending.attempt()));
    Instant due = later.isBefore(pending.expiresAt()) ? later : pending.expiresAt();
    return List.of(
        new NewCall(route.get(0), route, pending.attempt() + 1, pending.recipients(), due));
  }

  /** The calls of a plan, due now. */
  private List<NewCall> calls(
      String channel, List<String> route, int attempt, PendingCall pending, Plan plan) {
    Instant now = clock.instant();
    return plan.calls().stream()
        .map(
            call ->
                new NewCall(
                    channel, route, attempt, among(pending.recipients(), call.recipients()), now))
        .toList();
  }

  private static List<Recipient> among(List<Recipient> recipients, List<PhoneNumber> numbers) {
    Set<PhoneNumber> wanted = new HashSet<>(numbers);
    return recipients.stream().filter(recipient -> wanted.contains(recipient.number())).toList();
  }
}
