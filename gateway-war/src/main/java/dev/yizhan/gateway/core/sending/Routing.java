package dev.yizhan.gateway.core.sending;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Plan;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Over which channels a message may go, and over which it begins: recipients that have the same
 * channels, in the same order, and are of one kind go together.
 */
final class Routing {

  private final Channels channels;
  private final ChannelStates states;
  private final Supplier<GlobalLimits> limits;

  /** With the rules of the house, which have the routes of those who have none of their own. */
  Routing(Channels channels, ChannelStates states, Supplier<GlobalLimits> limits) {
    this.channels = channels;
    this.states = states;
    this.limits = limits;
  }

  /**
   * Recipients that go together.
   *
   * @param channel over which they begin
   * @param route over which they may go, in order
   * @param recipients in their order
   * @param plan of that channel; with refusals where none takes the message
   * @param dueAt when
   */
  record Leg(
      Channel channel, List<String> route, List<Recipient> recipients, Plan plan, Instant dueAt) {

    List<NewCall> calls() {
      return NewCall.of(plan, recipients, new RouteStep(channel.name(), route, 1), dueAt);
    }
  }

  private record Key(List<String> route, PhoneNumber.Kind kind) {}

  /** A recipient that no channel may send to. */
  record BlockedRecipient(PhoneNumber number, boolean hasNoRoute, String reason) {}

  /** Where all are to go; who goes nowhere is told apart. */
  record Result(List<Leg> legs, List<BlockedRecipient> blocked) {}

  /**
   * Finds ways.
   *
   * @param sender who asks
   * @param named the channel that it named
   * @param recipients to whom
   * @param content what
   * @param from not before
   * @throws GatewayException where there is no such channel, or it may not be used
   */
  Result route(
      Sender sender,
      Optional<String> named,
      List<Recipient> recipients,
      Content content,
      Instant from) {
    Map<Key, List<Recipient>> byRoute = new LinkedHashMap<>();
    List<BlockedRecipient> blocked = new ArrayList<>();
    for (Recipient recipient : recipients) {
      PhoneNumber number = recipient.number();
      List<String> route = candidateRoute(sender, named, number);
      List<String> admitting = route.stream().filter(name -> admits(name, number)).toList();
      if (admitting.isEmpty()) {
        blocked.add(
            new BlockedRecipient(
                number,
                route.isEmpty(),
                route.isEmpty()
                    ? "there is no route for such a number; name a channel"
                    : "the gateway's operator lets nothing go to it over " + route));
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

  /** Not, where the configuration has changed meanwhile and the channel is gone. */
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
        .toList();
  }

  /**
   * Over the first channel that takes the message, works and is awake; where none is awake, over
   * the first that works and takes it; where none works, over the first that takes it.
   */
  private Leg bestLeg(
      List<String> route, List<Recipient> recipients, Message message, Instant from) {
    Optional<Leg> best = Optional.empty();
    int lowest = Integer.MAX_VALUE;
    for (String name : route) {
      Channel channel = channels.named(name);
      Plan plan = channel.client().plan(message);
      Leg leg = new Leg(channel, route, recipients, plan, channel.rules().nextSendTime(from));
      int penalty = penalty(leg, from);
      if (penalty < lowest) {
        lowest = penalty;
        best = Optional.of(leg);
      }
      if (penalty == 0) {
        break;
      }
    }
    return best.orElseThrow();
  }

  private int penalty(Leg leg, Instant from) {
    if (!leg.plan().refusals().isEmpty()) {
      return 3;
    }
    if (states.isSuspended(leg.channel().name())) {
      return 2;
    }
    return leg.dueAt().equals(from) ? 0 : 1;
  }
}
