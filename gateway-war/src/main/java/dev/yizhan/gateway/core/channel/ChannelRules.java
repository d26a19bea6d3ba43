package dev.yizhan.gateway.core.channel;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * When a channel may send, and to whom.
 *
 * @param quietHours in which it sends nothing
 * @param blocked numbers to which it sends nothing
 * @param allowed the only numbers to which it sends
 */
public record ChannelRules(
    Optional<QuietHours> quietHours, Optional<NumberList> blocked, Optional<NumberList> allowed) {

  /** No restrictions. */
  public static final ChannelRules NONE =
      new ChannelRules(Optional.empty(), Optional.empty(), Optional.empty());

  public boolean admits(PhoneNumber number) {
    return blocked.filter(list -> list.contains(number)).isEmpty()
        && allowed.filter(list -> !list.contains(number)).isEmpty();
  }

  /** The given moment, or the end of the quiet hours that contain it. */
  public Instant nextSendTime(Instant moment) {
    return quietHours.flatMap(hours -> hours.endAfter(moment)).orElse(moment);
  }
}
