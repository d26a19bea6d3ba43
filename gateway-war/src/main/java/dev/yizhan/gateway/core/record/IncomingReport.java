package dev.yizhan.gateway.core.record;

import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.vendor.Report;
import java.util.Optional;
import java.util.function.Function;

/**
 * A delivery report as it came.
 *
 * @param verdict what the status says about the delivery
 * @param status the vendor's status text
 */
public record IncomingReport(Head head, Report.Verdict verdict, String status)
    implements IncomingRecord {

  /** The state that the report gives to an open delivery; empty if it settles nothing. */
  public Optional<DeliveryState> state() {
    return switch (verdict) {
      case DELIVERED -> Optional.of(DeliveryState.DELIVERED);
      case FAILED -> Optional.of(DeliveryState.FAILED);
      case NONE -> Optional.empty();
    };
  }

  @Override
  public <R> R match(
      Function<? super IncomingReport, ? extends R> report,
      Function<? super IncomingMessage, ? extends R> message) {
    return report.apply(this);
  }

  /** Shows no number. */
  @Override
  public String toString() {
    return "Report[" + status + "]";
  }
}
