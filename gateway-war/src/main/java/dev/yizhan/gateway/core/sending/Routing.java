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
  private final Supplier<GlobalLimits> rules;

  /** With the rules of the house, which have the routes of those who have none of their own. */
  Routing(Channels channels, ChannelStates states, Supplier<GlobalLimits> rules) {
    this.channels = channels;
    this.states = states;
    this.rules = rules;
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
  record Blocked(PhoneNumber number, boolean hasNoRoute, String why) {}

  /** Where all are to go; who goes nowhere is told apart. */
  record Ways(List<Leg> legs, List<Blocked> blocked) {}

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
  Ways ways(
      Sender sender,
      Optional<String> named,
      List<Recipient> recipients,
      Content content,
      Instant from) {
    Map<Key, List<Recipient>> together = new LinkedHashMap<>();
    List<Blocked> blocked = new ArrayList<>();
    for (Recipient recipient : recipients) {
      PhoneNumber number = recipient.number();
      List<String> route = route(sender, named, number);
      List<String> open = route.stream().filter(name -> admits(name, number)).toList();
      if (open.isEmpty()) {
        blocked.add(
            new Blocked(
                number,
                route.isEmpty(),
                route.isEmpty()
                    ? "there is no route for such a number; name a channel"
                    : "the gateway's operator lets nothing go to it over " + route));
      } else {
        together
            .computeIfAbsent(new Key(open, number.kind()), key -> new ArrayList<>())
            .add(recipient);
      }
    }
    List<Leg> legs = new ArrayList<>();
    together.forEach((key, of) -> legs.add(leg(key.route(), of, content.to(of), from)));
    return new Ways(legs, blocked);
  }

  /** Not, where the configuration has changed meanwhile and the channel is gone. */
  private boolean admits(String name, PhoneNumber number) {
    return channels.find(name).filter(channel -> channel.rules().admit(number)).isPresent();
  }

  private List<String> route(Sender sender, Optional<String> named, PhoneNumber number) {
    if (named.isPresent()) {
      return List.of(channels.named(named.get(), sender).name());
    }
    return sender
        .routes()
        .to(number)
        .or(() -> rules.get().routes().to(number))
        .orElse(List.of())
        .stream()
        .filter(sender::mayUse)
        .toList();
  }

  /**
   * Over the first channel that takes the message, works and is awake; where none is awake, over
   * the first that works and takes it; where none works, over the first that takes it.
   */
  private Leg leg(List<String> route, List<Recipient> recipients, Message message, Instant from) {
    Optional<Leg> best = Optional.empty();
    int least = Integer.MAX_VALUE;
    for (String name : route) {
      Channel channel = channels.named(name);
      Plan plan = channel.client().plan(message);
      Leg leg = new Leg(channel, route, recipients, plan, channel.rules().next(from));
      int against = against(leg, from);
      if (against < least) {
        least = against;
        best = Optional.of(leg);
      }
      if (against == 0) {
        break;
      }
    }
    return best.orElseThrow();
  }

  private int against(Leg leg, Instant from) {
    if (!leg.plan().refusals().isEmpty()) {
      return 3;
    }
    if (states.isSuspended(leg.channel().name())) {
      return 2;
    }
    return leg.dueAt().equals(from) ? 0 : 1;
  }
}
