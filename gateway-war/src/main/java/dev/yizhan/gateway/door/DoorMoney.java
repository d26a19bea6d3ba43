package dev.yizhan.gateway.door;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.polling.Balances;
import dev.yizhan.gateway.core.sending.Quotas;
import dev.yizhan.gateway.security.DoorLogin;
import java.math.BigDecimal;
import java.util.OptionalLong;

/** What callers at front doors have left. */
public record DoorMoney(Quotas quotas, Channels channels, Balances balances) {

  /** What a consumer without a quota has left: a vendor's answer must have a number. */
  static final BigDecimal UNLIMITED = new BigDecimal(1_000_000);

  BigDecimal remaining(Sender sender) {
    OptionalLong left = quotas.remaining(sender);
    return left.isPresent() ? BigDecimal.valueOf(left.getAsLong()) : UNLIMITED;
  }

  /** The balance of the login's channel; without one, what is left of the quota. */
  BigDecimal balance(DoorLogin login) {
    Sender sender = login.consumer().sender();
    if (login.balanceChannel().isEmpty()) {
      return remaining(sender);
    }
    Channel channel = channels.named(login.balanceChannel().get(), sender);
    return balances.balance(channel).balance().amount();
  }
}
