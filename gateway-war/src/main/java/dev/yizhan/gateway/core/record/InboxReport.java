package dev.yizhan.gateway.core.record;

import dev.yizhan.vendor.record.Report;

/**
 * A delivery report as its consumer receives it.
 *
 * @param verdict of the status
 * @param status the vendor's status text
 */
public record InboxReport(Head head, Report.Verdict verdict, String status) implements InboxRecord {

  /** Shows no number. */
  @Override
  public String toString() {
    return "InboxReport[" + position() + "]";
  }
}
