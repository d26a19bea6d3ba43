package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.record.RecordKind;
import java.util.Optional;

/** What is polled at an account's vendor, by one node at a time. */
public enum PollKind {
  /** Delivery reports: a destructive read. */
  REPORTS(Optional.of(RecordKind.REPORTS)),
  /** Inbound messages: a destructive read. */
  REPLIES(Optional.of(RecordKind.REPLIES)),
  /** The balance. */
  BALANCE(Optional.empty());

  private final Optional<RecordKind> recordKind;

  PollKind(Optional<RecordKind> recordKind) {
    this.recordKind = recordKind;
  }

  /** The kind of records; empty if the poll is not a destructive read. */
  public Optional<RecordKind> recordKind() {
    return recordKind;
  }

  static PollKind of(RecordKind kind) {
    return kind == RecordKind.REPORTS ? REPORTS : REPLIES;
  }
}
