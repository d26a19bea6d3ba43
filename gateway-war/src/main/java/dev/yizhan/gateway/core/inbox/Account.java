package dev.yizhan.gateway.core.inbox;

import dev.yizhan.vendor.Journal;
import dev.yizhan.vendor.SmsVendor;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Credentials at a vendor, shared by some channels: what is asked of them, and whose the answers
 * are.
 *
 * @param name the operator's name for it
 * @param channels the channels over it
 * @param vendor asks, over the journal
 * @param journal keeps answers that are given once
 * @param asked what is asked for
 * @param pace how often
 * @param ownership whose records are that belong to no submission
 * @param silentAfter how long without an answer is a problem
 * @param lowBalance below which a balance is a problem; without it the balance is asked for only
 *     when a consumer does
 * @param balanceEvery how often it is asked for by itself
 */
public record Account(
    String name,
    List<String> channels,
    SmsVendor vendor,
    Journal journal,
    Set<Kind> asked,
    Pace pace,
    Ownership ownership,
    Duration silentAfter,
    Optional<BigDecimal> lowBalance,
    Duration balanceEvery) {

  /** Copies the collections. */
  public Account {
    channels = List.copyOf(channels);
    asked = Set.copyOf(asked);
  }
}
