package dev.yizhan.gateway.core.channel;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * When an operator lets a channel send, and to whom.
 *
 * @param quiet hours in which it sends nothing
 * @param black numbers to which it sends nothing
 * @param white the only numbers to which it sends
 */
public record ChannelRules(
    Optional<QuietHours> quiet, Optional<NumberList> black, Optional<NumberList> white) {

  /** Always, and to everybody. */
  public static final ChannelRules NONE =
      new ChannelRules(Optional.empty(), Optional.empty(), Optional.empty());

  /** Whether it sends to a number. */
  public boolean admit(PhoneNumber number) {
    return black.filter(list -> list.has(number)).isEmpty()
        && white.filter(list -> !list.has(number)).isEmpty();
  }

  /** When it sends next, from a moment on: the moment itself, or the end of its quiet hours. */
  public Instant next(Instant moment) {
    return quiet.flatMap(hours -> hours.end(moment)).orElse(moment);
  }
}
