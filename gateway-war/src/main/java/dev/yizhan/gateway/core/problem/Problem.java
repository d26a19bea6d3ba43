package dev.yizhan.gateway.core.problem;

import dev.yizhan.gateway.core.channel.QuietHours;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A condition that needs an operator.
 *
 * @param from since when
 * @param to until when, or when it will happen
 * @param detail one sentence
 * @param occurrences how often
 */
public record Problem(
    Kind kind,
    Subject subject,
    Optional<Instant> from,
    Optional<Instant> to,
    String detail,
    Optional<Occurrences> occurrences) {

  /** A problem that is not counted. */
  public Problem(
      Kind kind, Subject subject, Optional<Instant> from, Optional<Instant> to, String detail) {
    this(kind, subject, from, to, detail, Optional.empty());
  }

  /** The same with a count. */
  public Problem with(Occurrences counted) {
    return new Problem(kind, subject, from, to, detail, Optional.of(counted));
  }

  /**
   * How often something occurred, or how much of it there is.
   *
   * @param count of calls, messages or rows, as the kind says
   * @param lastAt when it occurred last
   * @param vendorCode of the last one
   */
  public record Occurrences(long count, Optional<Instant> lastAt, Optional<String> vendorCode) {

    public static Occurrences of(long count) {
      return new Occurrences(count, Optional.empty(), Optional.empty());
    }
  }

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
    MATCHED_BY_NUMBER,
    /** Messages wait for a channel that an operator has suspended. */
    SUSPENDED_CHANNEL,
    /** A vendor rejects calls because of the account: its password, its balance, our address. */
    ACCOUNT_REJECTED,
    /** This node does not call a vendor, since it does not answer. */
    CIRCUIT_OPEN,
    /** Data is older than its retention. */
    RETENTION_BEHIND,
    /** A certificate that a channel trusts ends soon, or has ended. */
    CERTIFICATE_ENDS,
    /** A consumer's callback has accepted nothing for a while. */
    CALLBACK_STALLED,
    /** A consumer's callback refuses a record. */
    CALLBACK_REFUSED
  }

  /**
   * What a problem is about.
   *
   * @param number the recipient
   * @param report as its consumer has it
   * @param original what cannot be read, as it was received
   * @param reading the reader that does not get on
   */
  public record Subject(
      Optional<String> account,
      Optional<String> channel,
      Optional<Long> submission,
      Optional<String> number,
      Optional<Report> report,
      Optional<Original> original,
      Optional<Reading> reading) {

    /** What is about no reader. */
    public Subject(
        Optional<String> account,
        Optional<String> channel,
        Optional<Long> submission,
        Optional<String> number,
        Optional<Report> report,
        Optional<Original> original) {
      this(account, channel, submission, number, report, original, Optional.empty());
    }

    /** A reader of a consumer's records. */
    public static Subject reading(Reading reading) {
      return new Subject(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.of(reading));
    }

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

    /** A channel. */
    public static Subject channel(String channel) {
      return new Subject(
          Optional.empty(),
          Optional.of(channel),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
    }

    /** The gateway. */
    public static Subject gateway() {
      return new Subject(
          Optional.empty(),
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
   * A reader that does not get on.
   *
   * @param reader its name
   * @param position of the record at which it stands
   */
  public record Reading(String consumer, String reader, Optional<Long> position) {}

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

  /** As the times in the contract: seconds, with China's offset. */
  static OffsetDateTime chinaTime(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS).atZone(QuietHours.CHINA).toOffsetDateTime();
  }
}
