package dev.yizhan.gateway.core.submission;

/** The states of a delivery. */
public enum DeliveryState {
  /** Held until its time. */
  SCHEDULED,
  /** Stored, and not yet sent. */
  QUEUED,
  /** A vendor is being called; after a crash it becomes {@link #UNKNOWN}. */
  SUBMITTING,
  /** A vendor accepted it. */
  SUBMITTED,
  /** A vendor rejected it. */
  REJECTED,
  /** The outcome of the call is unknown; it is never sent again automatically. */
  UNKNOWN,
  /** It reached the phone. */
  DELIVERED,
  /** It will not reach the phone. */
  FAILED,
  /** Cancelled before it was sent. */
  CANCELLED,
  /** It expired before it could be sent. */
  EXPIRED;

  /** Whether the gateway still has to send it, so that a caller may wait for a change. */
  public boolean isOpen() {
    return this == SCHEDULED || this == QUEUED || this == SUBMITTING;
  }
}
