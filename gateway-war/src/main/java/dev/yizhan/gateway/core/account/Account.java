package dev.yizhan.gateway.core.account;

import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.PushFormat;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.record.Sharing;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Credentials at a vendor, shared by one or more channels.
 *
 * @param channels the names of its channels
 * @param connection for polls and balance queries
 * @param ownership of records that belong to no submission
 * @param sharing whether other programs send over it
 * @param pushFormat of pushes that the account receives
 */
public record Account(
    String name,
    List<String> channels,
    VendorConnection connection,
    Polling polling,
    Ownership ownership,
    Sharing sharing,
    BalanceWatch balanceWatch,
    Optional<PushFormat> pushFormat) {

  /** Copies the list. */
  public Account {
    channels = List.copyOf(channels);
  }

  public RecordSource source() {
    return new RecordSource(name, channels, ownership, sharing);
  }

  /**
   * What is polled, and how often.
   *
   * @param kinds of records; may be empty
   * @param silentAfter how long the vendor may leave polls unanswered before this is a problem
   */
  public record Polling(Set<RecordKind> kinds, Pace pace, Duration silentAfter) {

    /** Copies the set. */
    public Polling {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * Monitoring of the balance.
   *
   * @param low the threshold below which the balance is a problem; if empty, the balance is queried
   *     on request only
   * @param every the interval between queries
   */
  public record BalanceWatch(Optional<BigDecimal> low, Duration every) {}
}
