package dev.yizhan.gateway.core.inbox;

/** Kinds of records, each numbered by itself for each consumer. */
public enum Kind {
  /** Vendors' words on deliveries. */
  REPORTS,
  /** Messages from phones. */
  REPLIES
}
