package dev.yizhan.gateway.core.account;

import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.RecordSource;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Credentials at a vendor, shared by some channels.
 *
 * @param name the operator's name for it
 * @param channels the names of its channels
 * @param connection over which its questions are asked
 * @param polling what is polled, and how often
 * @param ownership who owns records that belong to no submission
 * @param balanceWatch when the balance is a problem
 */
public record Account(
    String name,
    List<String> channels,
    VendorConnection connection,
    Polling polling,
    Ownership ownership,
    BalanceWatch balanceWatch) {

  /** Copies the list. */
  public Account {
    channels = List.copyOf(channels);
  }

  /** The account as the source of records. */
  public RecordSource source() {
    return new RecordSource(name, channels, ownership);
  }

  /**
   * What is polled, and how often.
   *
   * @param kinds of records; may be empty
   * @param pace between two polls
   * @param silentAfter how long without an answer is a problem
   */
  public record Polling(Set<RecordKind> kinds, Pace pace, Duration silentAfter) {

    /** Copies the set. */
    public Polling {
      kinds = Set.copyOf(kinds);
    }
  }

  /**
   * When the balance is a problem.
   *
   * @param low the amount below which it is one; without it the balance is asked for only when a
   *     consumer does
   * @param every how often it is asked for
   */
  public record BalanceWatch(Optional<BigDecimal> low, Duration every) {}
}
