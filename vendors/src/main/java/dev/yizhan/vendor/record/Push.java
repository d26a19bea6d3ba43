package dev.yizhan.vendor.record;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.answer.Records;

/**
 * What a vendor pushed.
 *
 * @param account the vendor's name of the account, perhaps of a sub-account of ours
 * @param origin of the messages that the records are about
 * @param reports delivery reports, broken ones among them as they came
 * @param replies inbound messages, broken ones among them as they came
 */
public record Push(String account, Origin origin, Records<Report> reports, Records<Reply> replies) {

  /** Who sent the messages that the records are about. */
  public enum Origin {
    /** They may have been sent over the account by this program. */
    OURS,
    /** They were sent by another of the vendor's services. */
    OTHER
  }

  /** Checks that nothing is {@code null}. */
  public Push {
    requireNonNull(account, "account");
    requireNonNull(origin, "origin");
    requireNonNull(reports, "reports");
    requireNonNull(replies, "replies");
  }

  /** Counts only: numbers and texts stay out of logs. */
  @Override
  public String toString() {
    return reports.items().size() + " reports, " + replies.items().size() + " replies";
  }
}
