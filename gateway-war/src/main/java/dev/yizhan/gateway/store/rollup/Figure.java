package dev.yizhan.gateway.store.rollup;

import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.util.Locale;
import java.util.Optional;

/** What is summed; each has a column of its name. */
public enum Figure {
  SUBMISSIONS,
  RECIPIENTS,
  SEGMENTS,
  ACCEPTED,
  DELIVERED,
  FAILED,
  UNKNOWN,
  REJECTED,
  EXPIRED,
  CANCELLED,
  OPTED_OUT,
  CALLS_ACCEPTED,
  CALLS_REJECTED,
  CALLS_NOT_SENT,
  CALLS_UNKNOWN,
  BILLED_PARTS,
  CHARGE;

  String column() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Of recipients in a state; empty for those that wait or are being sent to. */
  public static Optional<Figure> of(DeliveryState state) {
    return switch (state) {
      case SCHEDULED, QUEUED, SUBMITTING -> Optional.empty();
      case SUBMITTED -> Optional.of(ACCEPTED);
      case REJECTED -> Optional.of(REJECTED);
      case UNKNOWN -> Optional.of(UNKNOWN);
      case DELIVERED -> Optional.of(DELIVERED);
      case FAILED -> Optional.of(FAILED);
      case CANCELLED -> Optional.of(CANCELLED);
      case EXPIRED -> Optional.of(EXPIRED);
    };
  }

  /** Of calls with an outcome. */
  public static Figure of(CallRecord.Result outcome) {
    return switch (outcome) {
      case ACCEPTED -> CALLS_ACCEPTED;
      case REJECTED -> CALLS_REJECTED;
      case NOT_SENT -> CALLS_NOT_SENT;
      case UNKNOWN -> CALLS_UNKNOWN;
    };
  }
}
