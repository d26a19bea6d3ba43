package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Selects channels for a message. Recipients of one kind with the same candidate channels, in the
 * same order, are sent to together.
 */
final class Routing {

  private static final System.Logger LOG = System.getLogger(Routing.class.getName());

  private final Channels channels;
  private final Availability availability;
  private final Supplier<GlobalLimits> limits;

  Routing(Channels channels, Availability availability, Supplier<GlobalLimits> limits) {
    this.channels = channels;
    this.availability = availability;
    this.limits = limits;
  }

  /**
   * Recipients that are sent to together.
   *
   * @param channel for the first attempt
   * @param route all channels over which it may go
   * @param calls over this channel; none if anything is refused
   * @param segments the number of billed segments of the longest text
   * @param refusals of this channel, if no channel accepts the message
   */
  record Leg(
      Channel channel,
      List<String> route,
      List<Recipient> recipients,
      List<NewCall> calls,
      int segments,
      List<Refusal> refusals,
      Instant dueAt) {

    static Leg of(
        Channel channel, List<String> route, List<Recipient> recipients, Plan plan, Instant dueAt) {
      return new Leg(
          channel,
          route,
          recipients,
          NewCall.of(plan, recipients, new RouteStep(channel.name(), route, 1), dueAt),
          plan.segments(),
          plan.refusals(),
          dueAt);
    }
  }

  private record Key(List<String> route, PhoneNumber.Kind kind) {}

  /** A recipient that no channel may send to. */
  record BlockedRecipient(Recipient recipient, boolean hasNoRoute, String reason) {

    PhoneNumber number() {
      return recipient.number();
    }
  }

  /** The legs of a message, and recipients without a channel. */
  record Result(List<Leg> legs, List<BlockedRecipient> blocked) {}

  /**
   * Routes a message.
   *
   * @param named the channel that the client named
   * @param from when it is sent at the earliest
   * @throws GatewayException if there is no such channel, or the sender may not use it
   */
  Result route(Sender sender, Optional<String> named, Content content, Instant from) {
    Map<Key, List<Recipient>> byRoute = new LinkedHashMap<>();
    List<BlockedRecipient> blocked = new ArrayList<>();
    for (Recipient recipient : content.recipients()) {
      PhoneNumber number = recipient.number();
      List<String> route = candidateRoute(sender, named, number);
      List<String> admitting = route.stream().filter(name -> admits(name, number)).toList();
      if (admitting.isEmpty()) {
        blocked.add(
            new BlockedRecipient(
                recipient,
                route.isEmpty(),
                route.isEmpty()
                    ? "there is no route for this number; name a channel"
                    : "the gateway's operator blocks it on " + route));
      } else {
        byRoute
            .computeIfAbsent(new Key(admitting, number.kind()), key -> new ArrayList<>())
            .add(recipient);
      }
    }
    List<Leg> legs = new ArrayList<>();
    byRoute.forEach(
        (key, group) -> legs.add(bestLeg(key.route(), group, content.message(group), from)));
    return new Result(legs, blocked);
  }

  /** Legs in the order in which they are sent: those that can be sent at once first. */
  List<Leg> inOrder(List<Leg> legs) {
    return legs.stream()
        .sorted(
            Comparator.comparing(Leg::dueAt)
                .thenComparing(leg -> availability.isStopped(leg.channel().name())))
        .toList();
  }

  /** A channel that a concurrent configuration change removed admits nobody. */
  private boolean admits(String name, PhoneNumber number) {
    return channels.find(name).filter(channel -> channel.rules().admits(number)).isPresent();
  }

  private List<String> candidateRoute(Sender sender, Optional<String> named, PhoneNumber number) {
    if (named.isPresent()) {
      return List.of(channels.named(named.get(), sender).name());
    }
    return sender
        .routes()
        .forNumber(number)
        .or(() -> limits.get().routes().forNumber(number))
        .orElse(List.of())
        .stream()
        .filter(sender::mayUse)
        .map(sender::over)
        .toList();
  }

  /**
   * The first channel without refusals that is neither stopped nor in quiet hours; else one in
   * quiet hours; else a stopped one; else the first. A channel whose client fails is passed over,
   * unless it is the only one.
   */
  private Leg bestLeg(
      List<String> route, List<Recipient> recipients, Message message, Instant from) {
    Optional<Leg> best = Optional.empty();
    int lowest = Integer.MAX_VALUE;
    for (String name : route) {
      Channel channel = channels.named(name);
      Plan plan;
      try {
        plan = channel.client().plan(message);
      } catch (RuntimeException e) {
        if (route.size() == 1) {
          throw e;
        }
        LOG.log(System.Logger.Level.ERROR, "A message cannot be planned", e);
        continue;
      }
      Leg leg = Leg.of(channel, route, recipients, plan, channel.rules().nextSendTime(from));
      int penalty = penalty(leg, from);
      if (penalty < lowest) {
        lowest = penalty;
        best = Optional.of(leg);
      }
      if (penalty == 0) {
        break;
      }
    }
    return best.orElseThrow(
        () -> new IllegalStateException("No channel of the route can plan the message"));
  }

  private int penalty(Leg leg, Instant from) {
    if (!leg.refusals().isEmpty()) {
      return 3;
    }
    if (availability.isStopped(leg.channel().name())) {
      return 2;
    }
    return leg.dueAt().equals(from) ? 0 : 1;
  }
}
