package dev.yizhan.gateway.core.inbox;

import dev.yizhan.vendor.Report;
import java.time.Instant;
import java.util.Optional;

/**
 * A report or reply as its consumer gets it.
 *
 * @param position its place among the consumer's of its kind, from 1
 * @param account from which account
 * @param channel over which channel the message went that it is about
 * @param number the phone
 * @param receivedAt when we got it
 * @param vendorTime the vendor's time, where it tells one
 * @param vendorId the vendor's: of a report the message's, of a reply its own
 * @param submission which it is about
 * @param reference the consumer's word on that submission
 * @param verdict of a report
 * @param status the vendor's word in a report
 * @param to what a reply was written to
 * @param text of a reply
 */
public record InboxRecord(
    long position,
    String account,
    Optional<String> channel,
    String number,
    Instant receivedAt,
    Optional<Instant> vendorTime,
    Optional<String> vendorId,
    Optional<Long> submission,
    Optional<String> reference,
    Optional<Report.Verdict> verdict,
    Optional<String> status,
    Optional<String> to,
    Optional<String> text) {

  /**
   * Shows neither number nor text.
   *
   * @return its position
   */
  @Override
  public String toString() {
    return "InboxRecord[" + position + "]";
  }
}
