package dev.yizhan.gateway.core.polling;

import dev.yizhan.gateway.core.record.RecordKind;
import java.util.Optional;

/** What an account's vendor is asked again and again, by one node at a time. */
public enum PollKind {
  /** For reports, which are handed out once. */
  REPORTS(Optional.of(RecordKind.REPORTS)),
  /** For replies, which are handed out once. */
  REPLIES(Optional.of(RecordKind.REPLIES)),
  /** For what is left. */
  BALANCE(Optional.empty());

  private final Optional<RecordKind> recordKind;

  PollKind(Optional<RecordKind> recordKind) {
    this.recordKind = recordKind;
  }

  /**
   * What is handed out.
   *
   * @return the records' kind; empty where the same can be asked again
   */
  public Optional<RecordKind> recordKind() {
    return recordKind;
  }

  /** What asks for records of a kind. */
  static PollKind of(RecordKind kind) {
    return kind == RecordKind.REPORTS ? REPORTS : REPLIES;
  }
}
