package dev.yizhan.gateway.core.channel;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * When an operator lets a channel send, and to whom.
 *
 * @param quietHours hours in which it sends nothing
 * @param blocked numbers to which it sends nothing
 * @param allowed the only numbers to which it sends
 */
public record ChannelRules(
    Optional<QuietHours> quietHours, Optional<NumberList> blocked, Optional<NumberList> allowed) {

  /** Always, and to everybody. */
  public static final ChannelRules NONE =
      new ChannelRules(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether it sends to a number. */
  public boolean admits(PhoneNumber number) {
    return blocked.filter(list -> list.contains(number)).isEmpty()
        && allowed.filter(list -> !list.contains(number)).isEmpty();
  }

  /** When it sends next, from a moment on: the moment itself, or the end of its quiet hours. */
  public Instant nextSendTime(Instant moment) {
    return quietHours.flatMap(hours -> hours.endAfter(moment)).orElse(moment);
  }
}
