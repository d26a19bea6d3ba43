package dev.yizhan.gateway.core.submission;

/** What has become of one recipient's message. */
public enum DeliveryState {
  /** Held until its time. */
  SCHEDULED,
  /** Ours, written down, not yet on its way. */
  QUEUED,
  /** A vendor is being called; after a crash here it is {@link #UNKNOWN}. */
  SUBMITTING,
  /** A vendor took it. */
  SUBMITTED,
  /** A vendor refused it. */
  REJECTED,
  /** Nobody knows whether a vendor took it; it is never sent again by itself. */
  UNKNOWN,
  /** The phone has it. */
  DELIVERED,
  /** The phone will not get it. */
  FAILED,
  /** Taken back before it was sent. */
  CANCELLED,
  /** Its time ran out before it could be sent. */
  EXPIRED;

  /**
   * Whether the gateway has still to do something before a vendor can have it.
   *
   * @return whether a caller may wait for a change
   */
  public boolean isOpen() {
    return this == SCHEDULED || this == QUEUED || this == SUBMITTING;
  }
}
