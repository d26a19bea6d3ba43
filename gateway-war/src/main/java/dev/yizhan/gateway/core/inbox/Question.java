package dev.yizhan.gateway.core.inbox;

import java.util.Optional;

/** What an account's vendor is asked again and again, by one node at a time. */
public enum Question {
  /** For reports, which are handed out once. */
  REPORTS(Optional.of(Kind.REPORTS)),
  /** For replies, which are handed out once. */
  REPLIES(Optional.of(Kind.REPLIES)),
  /** For what is left. */
  BALANCE(Optional.empty());

  private final Optional<Kind> kind;

  Question(Optional<Kind> kind) {
    this.kind = kind;
  }

  /**
   * What is handed out.
   *
   * @return the records' kind; empty where the same can be asked again
   */
  public Optional<Kind> kind() {
    return kind;
  }

  /** What asks for records of a kind. */
  static Question of(Kind kind) {
    return kind == Kind.REPORTS ? REPORTS : REPLIES;
  }
}
