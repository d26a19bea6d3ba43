package dev.yizhan.gateway.core.record;

/** Kinds of records, each numbered by itself for each consumer. */
public enum RecordKind {
  /** Vendors' words on deliveries. */
  REPORTS,
  /** Messages from phones. */
  REPLIES
}
