package dev.yizhan.gateway.core.record;

/** Kinds of records, each numbered separately for each consumer. */
public enum RecordKind {
  /** Delivery reports. */
  REPORTS,
  /** Inbound messages. */
  REPLIES
}
