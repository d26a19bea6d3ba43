package dev.yizhan.gateway.core;

import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.VendorCall;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Makes one call, once, and says what is to be done next for its recipients: nothing, unless they
 * were surely not sent to, or refused for a reason that lies with the vendor or the account. Then
 * the next channel of the route has its turn. Behind the last one the first has it again, after a
 * pause, but never a channel that has refused.
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
    Instant awake = channel.get().rules().next(at);
    if (awake.isAfter(at)) {
      return notSent(pending, at, "the channel has its quiet hours", behind(pending, at));
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
          NewCall.of(
              plan,
              pending.recipients(),
              new NewCall.Way(pending.channel(), pending.route(), pending.attempt() + 1, at)));
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
    CallRecord record =
        CallRecord.of(pending, outcome, at, Duration.ofNanos(System.nanoTime() - start));
    return outcome instanceof Outcome.Rejected<Sent> rejected
            && rejected.code().isCurableElsewhere()
        ? new CallEnd(record, List.of(), elsewhere(pending))
        : CallEnd.of(record, pending.recipients().size());
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
    return behind(pending, clock.instant().plus(timing.pause(pending.attempt())));
  }

  /** Over the next channel; where there is none, later. */
  private List<NewCall> behind(PendingCall pending, Instant later) {
    List<NewCall> next = next(pending, pending.route());
    return next.isEmpty()
        ? List.of(
            later(
                pending,
                soonest(pending, pending.route(), later).orElse(pending.channel()),
                pending.route(),
                later))
        : next;
  }

  /**
   * Without the channel that has refused: over the next one, or over one before it that was not
   * reached; nowhere, if there is none.
   */
  private List<NewCall> elsewhere(PendingCall pending) {
    List<String> route =
        pending.route().stream().filter(name -> !name.equals(pending.channel())).toList();
    List<NewCall> next = next(pending, route);
    if (!next.isEmpty()) {
      return next;
    }
    Instant later = clock.instant().plus(timing.pause(pending.attempt()));
    List<String> before =
        pending.route().subList(0, Math.max(0, pending.route().indexOf(pending.channel())));
    return soonest(
            pending, before.stream().filter(name -> !states.isSuspended(name)).toList(), later)
        .map(name -> later(pending, name, route, later))
        .stream()
        .toList();
  }

  private NewCall later(PendingCall pending, String channel, List<String> route, Instant later) {
    Instant due = awake(channel, later);
    return new NewCall(
        channel,
        route,
        pending.attempt() + 1,
        pending.recipients(),
        due.isBefore(pending.expiresAt()) ? due : pending.expiresAt());
  }

  private Instant awake(String channel, Instant from) {
    return channels.find(channel).map(known -> known.rules().next(from)).orElse(from);
  }

  /**
   * The channel among some that takes the message and is awake first; a suspended one only where
   * all are.
   */
  private Optional<String> soonest(PendingCall pending, List<String> among, Instant from) {
    return among.stream()
        .filter(name -> channels.find(name).flatMap(channel -> plan(channel, pending)).isPresent())
        .min(
            Comparator.comparing((String name) -> states.isSuspended(name))
                .thenComparing(name -> awake(name, from)));
  }

  /** Over the next channel that works, is awake and takes the message, at once. */
  private List<NewCall> next(PendingCall pending, List<String> route) {
    Instant now = clock.instant();
    for (String name : behindItsChannel(pending)) {
      Optional<Plan> plan =
          channels
              .find(name)
              .filter(next -> !states.isSuspended(name))
              .filter(next -> !next.rules().next(now).isAfter(now))
              .flatMap(next -> plan(next, pending));
      if (plan.isPresent()) {
        return NewCall.of(
            plan.get(), pending.recipients(), new NewCall.Way(name, route, pending.attempt(), now));
      }
    }
    return List.of();
  }

  private static List<String> behindItsChannel(PendingCall pending) {
    List<String> route = pending.route();
    return route.subList(route.indexOf(pending.channel()) + 1, route.size());
  }

  /** A mistake in a vendor's code is no way to send. */
  private static Optional<Plan> plan(Channel channel, PendingCall pending) {
    try {
      return Optional.of(channel.vendor().plan(pending.message()))
          .filter(plan -> plan.refusals().isEmpty());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A call cannot be planned", e);
      return Optional.empty();
    }
  }
}
