package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.vendor.Plan;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Finds the calls that follow an unsuccessful one. The next channel of the route is tried at once;
 * after the last one, the first that works is tried again after a pause. A channel that rejected
 * the message is never tried again.
 */
final class NextCalls {

  private static final System.Logger LOG = System.getLogger(NextCalls.class.getName());

  private final Channels channels;
  private final Availability availability;
  private final Clock clock;
  private final Timing timing;

  NextCalls(Channels channels, Availability availability, Clock clock, Timing timing) {
    this.channels = channels;
    this.availability = availability;
    this.clock = clock;
    this.timing = timing;
  }

  /** After a call that was certainly not sent. */
  List<NewCall> afterNotSent(PendingCall pending) {
    return overNextOrAt(pending, clock.instant().plus(timing.retryPause(pending.step().attempt())));
  }

  /** Over the next channel at once; without one, at a later time. */
  List<NewCall> overNextOrAt(PendingCall pending, Instant later) {
    RouteStep step = pending.step();
    List<NewCall> next = overNext(pending, step);
    if (!next.isEmpty()) {
      return next;
    }
    String channel = soonest(pending, step.route(), later).orElse(step.channel());
    return List.of(later(pending, step.over(channel), later));
  }

  /**
   * After a rejection whose cause may not exist at another vendor; none without another channel.
   */
  List<NewCall> afterRejection(PendingCall pending) {
    RouteStep step = pending.step();
    List<String> others =
        step.route().stream().filter(name -> !name.equals(step.channel())).toList();
    RouteStep without = new RouteStep(step.channel(), others, step.attempt());
    List<NewCall> next = overNext(pending, without);
    if (!next.isEmpty()) {
      return next;
    }
    Instant later = clock.instant().plus(timing.retryPause(step.attempt()));
    List<String> earlier =
        step.route().subList(0, Math.max(0, step.route().indexOf(step.channel()))).stream()
            .filter(name -> !availability.isStopped(name))
            .toList();
    return soonest(pending, earlier, later).stream()
        .map(name -> later(pending, without.over(name), later))
        .toList();
  }

  private NewCall later(PendingCall pending, RouteStep step, Instant later) {
    Instant due = afterQuietHours(step.channel(), later);
    return new NewCall(
        step.again(),
        pending.recipients(),
        due.isBefore(pending.expiresAt()) ? due : pending.expiresAt());
  }

  private Instant afterQuietHours(String channel, Instant from) {
    return channels
        .find(channel)
        .map(configured -> configured.rules().nextSendTime(from))
        .orElse(from);
  }

  /** The channel that accepts the message and can send it first; a stopped one only if all are. */
  private Optional<String> soonest(PendingCall pending, List<String> candidates, Instant from) {
    return candidates.stream()
        .filter(name -> channels.find(name).flatMap(channel -> plan(channel, pending)).isPresent())
        .min(
            Comparator.comparing((String name) -> availability.isStopped(name))
                .thenComparing(name -> afterQuietHours(name, from)));
  }

  /** Over the next channel that works, has no quiet hours and accepts the message. */
  private List<NewCall> overNext(PendingCall pending, RouteStep step) {
    Instant now = clock.instant();
    List<String> route = pending.step().route();
    for (String name : route.subList(route.indexOf(pending.channel()) + 1, route.size())) {
      Optional<Plan> plan =
          channels
              .find(name)
              .filter(next -> !availability.isStopped(name))
              .filter(next -> !next.rules().nextSendTime(now).isAfter(now))
              .flatMap(next -> plan(next, pending));
      if (plan.isPresent()) {
        return NewCall.of(plan.get(), pending.recipients(), step.over(name), now);
      }
    }
    return List.of();
  }

  /** A channel whose client fails does not accept the message. */
  private static Optional<Plan> plan(Channel channel, PendingCall pending) {
    try {
      return Optional.of(channel.client().plan(pending.message()))
          .filter(plan -> plan.refusals().isEmpty());
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "A call cannot be planned", e);
      return Optional.empty();
    }
  }
}
