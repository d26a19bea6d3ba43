package dev.yizhan.gateway.core.problem;

import java.time.Instant;
import java.util.Optional;

/**
 * A condition that needs an operator.
 *
 * @param detail one sentence
 */
public record Problem(
    Kind kind, Subject subject, Optional<Instant> from, Optional<Instant> to, String detail) {

  /** Kinds of problems. */
  public enum Kind {
    /** A delivery with an unknown outcome. */
    UNKNOWN_DELIVERY,
    /** A poll with an unknown result: records may be lost. */
    POLL_IN_DOUBT,
    /** An answer or a push that cannot be read; it is retained. */
    UNREADABLE_ANSWER,
    /** A record that cannot be read; it is retained. */
    BROKEN_RECORD,
    /** A vendor does not answer polls. */
    SILENT_ACCOUNT,
    /** The vendor has not confirmed which password is valid. */
    PASSWORD_IN_DOUBT,
    /** The balance is below its threshold. */
    LOW_BALANCE,
    /** Records without an owner. */
    UNOWNED_RECORDS,
    /** A delivery that a report settled by account and number alone. */
    MATCHED_BY_NUMBER
  }

  /**
   * What a problem is about.
   *
   * @param number the recipient
   * @param report as its consumer has it
   * @param original what cannot be read, as it was received
   */
  public record Subject(
      Optional<String> account,
      Optional<String> channel,
      Optional<Long> submission,
      Optional<String> number,
      Optional<Report> report,
      Optional<Original> original) {

    /** An account. */
    public static Subject account(String account) {
      return new Subject(
          Optional.of(account),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** An answer or a push of an account. */
    public static Subject original(String account, Original original) {
      return new Subject(
          Optional.of(account),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(original));
    }

    /** A delivery over a channel. */
    public static Subject delivery(String channel, long submission, String number) {
      return new Subject(
          Optional.empty(),
          Optional.of(channel),
          Optional.of(submission),
          Optional.of(number),
          Optional.empty(),
          Optional.empty());
    }
  }

  /**
   * A delivery report.
   *
   * @param consumer who has it
   * @param position among the consumer's reports
   */
  public record Report(String consumer, long position, Optional<String> vendorMessageId) {}

  /**
   * A stored answer or push.
   *
   * @param id of the answer
   * @param broken how many of its records cannot be read; 0 if nothing of it can
   * @param readAgainAt when it was last read again in vain
   */
  public record Original(long id, long broken, Optional<Instant> readAgainAt) {}

  public Optional<String> account() {
    return subject.account();
  }

  public Optional<String> channel() {
    return subject.channel();
  }

  public Optional<Long> submission() {
    return subject.submission();
  }

  public Optional<String> number() {
    return subject.number();
  }

  /** Shows neither number nor text. */
  @Override
  public String toString() {
    return kind + " " + account().orElse("");
  }
}
