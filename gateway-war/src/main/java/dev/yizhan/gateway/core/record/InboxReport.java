package dev.yizhan.gateway.core.record;

import dev.yizhan.vendor.record.Report;
import java.util.Optional;

/**
 * A delivery report as its consumer receives it.
 *
 * @param verdict of the status
 * @param status the vendor's status text; empty if the vendor has not reported the delivery
 * @param replaces the position of an earlier report that this one makes void: it had been matched
 *     by number to a message that it was not about
 */
public record InboxReport(Head head, Report.Verdict verdict, String status, Optional<Long> replaces)
    implements InboxRecord {

  /** Shows no number. */
  @Override
  public String toString() {
    return "InboxReport[" + position() + "]";
  }
}
