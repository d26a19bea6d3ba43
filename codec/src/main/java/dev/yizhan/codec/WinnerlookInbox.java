package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The replies and reports of winnerlook's trigger service, taken out of their element (document 5,
 * 2.3 to 2.10, with the bars that its tables lost; vendor-rules §6).
 */
public final class WinnerlookInbox {

  private static final String FIELD = "|,|";
  private static final String RECORD = "|;|";
  private static final String COMMA = ",";
  private static final String BAR = "|";
  private static final int LONGEST_FIELD = 128;

  private WinnerlookInbox() {}

  /**
   * A reply.
   *
   * @param phone who wrote
   * @param content what; may hold bars, commas and semicolons
   * @param time when, China time
   * @param sender the number that was written to; only GetMo2Connect tells it
   * @param customId our id of the message that is answered, if the vendor knows it
   */
  public record Reply(
      String phone,
      String content,
      LocalDateTime time,
      Optional<String> sender,
      Optional<String> customId) {

    /** Checks that nothing is {@code null}. */
    public Reply {
      requireNonNull(phone, "phone");
      requireNonNull(content, "content");
      requireNonNull(time, "time");
      requireNonNull(sender, "sender");
      requireNonNull(customId, "customId");
    }

    /**
     * Shows neither number nor text.
     *
     * @return for example {@code Reply[2016-10-13T13:51:08]}
     */
    @Override
    public String toString() {
      return "Reply[" + time + "]";
    }
  }

  /**
   * A report.
   *
   * @param batch the vendor's id of the message
   * @param phone to whom it went
   * @param status free text, for example {@code DELIVRD}, {@code Error:4}
   * @param time when, China time; only GetReport2Connect and GetReport2ByEncrypt tell it
   * @param customId our id of the message, if the vendor knows it
   */
  public record Report(
      String batch,
      String phone,
      String status,
      Optional<LocalDateTime> time,
      Optional<String> customId) {

    /** Checks that nothing is {@code null}. */
    public Report {
      requireNonNull(batch, "batch");
      requireNonNull(phone, "phone");
      requireNonNull(status, "status");
      requireNonNull(time, "time");
      requireNonNull(customId, "customId");
    }

    /**
     * Shows no number.
     *
     * @return for example {@code Report[2314357620085030624, DELIVRD]}
     */
    @Override
    public String toString() {
      return "Report[" + batch + ", " + status + "]";
    }
  }

  /**
   * Reads the answer to GetMoConnect and GetMo2ByEncrypt.
   *
   * @param answer {@code phone|,|content|,|time|,|customId|;|…}; older servers leave the last field
   *     out; blank for none
   * @return the records in order, or a code
   * @throws CodecException where it is neither
   */
  public static Answer<Records<Reply>> replies(String answer) {
    return Readers.answer(
        answer,
        FIELD,
        RECORD,
        (text, from, to) -> timeBefore(text, from, to, 1),
        (text, from, to, time) -> reply(text, from, to, (int) time, 1),
        WinnerlookCode::of);
  }

  /**
   * Reads the answer to GetMo2Connect.
   *
   * @param answer {@code phone|,|content|,|time|,|sender|,|customId|;|…}; blank for none
   * @return the records in order, or a code
   * @throws CodecException where it is neither
   */
  public static Answer<Records<Reply>> replies2(String answer) {
    return Readers.answer(
        answer,
        FIELD,
        RECORD,
        (text, from, to) -> timeBefore(text, from, to, 2),
        (text, from, to, time) -> reply(text, from, to, (int) time, 2),
        WinnerlookCode::of);
  }

  /**
   * Reads the answer to GetReportConnect.
   *
   * @param answer {@code batch,phone,status,customId|…}; blank for none
   * @return the records in order, or a code
   * @throws CodecException where it is neither
   */
  public static Answer<Records<Report>> reports(String answer) {
    return Readers.answer(
        answer, COMMA, BAR, (text, from, to) -> to, WinnerlookInbox::report, WinnerlookCode::of);
  }

  /**
   * Reads the answer to GetReport2Connect and GetReport2ByEncrypt.
   *
   * @param answer {@code batch,phone,time,status,customId|…}; blank for none
   * @return the records in order, or a code
   * @throws CodecException where it is neither
   */
  public static Answer<Records<Report>> reports2(String answer) {
    return Readers.answer(
        answer, COMMA, BAR, (text, from, to) -> to, WinnerlookInbox::report2, WinnerlookCode::of);
  }

  /**
   * Writes replies as the vendor does: with five fields where a sender is there, else with four.
   *
   * @param replies in order
   * @return the records, each with a separator behind it; empty for none
   */
  public static String formatReplies(List<Reply> replies) {
    StringBuilder text = new StringBuilder();
    for (Reply reply : replies) {
      text.append(reply.phone())
          .append(FIELD)
          .append(reply.content())
          .append(FIELD)
          .append(ChinaTime.padded(reply.time(), '/'))
          .append(reply.sender().map(sender -> FIELD + sender).orElse(""))
          .append(FIELD)
          .append(reply.customId().orElse(""))
          .append(RECORD);
    }
    return text.toString();
  }

  /**
   * Writes reports as the vendor does: with five fields where a time is there, else with four.
   *
   * @param reports in order
   * @return the records, each with a bar behind it; empty for none
   */
  public static String formatReports(List<Report> reports) {
    StringBuilder text = new StringBuilder();
    for (Report report : reports) {
      text.append(report.batch())
          .append(',')
          .append(report.phone())
          .append(report.time().map(time -> "," + ChinaTime.padded(time, '/')).orElse(""))
          .append(',')
          .append(report.status())
          .append(',')
          .append(report.customId().orElse(""))
          .append('|');
    }
    return text.toString();
  }

  /**
   * Where the separator before a record's time stands, when so many fields or one less follow the
   * time; or -1.
   */
  private static int timeBefore(String text, int from, int to, int fieldsBehind) {
    int end = to;
    for (int behind = 0; behind <= fieldsBehind; behind++) {
      int field = Span.findLast(text, FIELD, Math.max(from, end - LONGEST_FIELD), end);
      if (field < 0) {
        return -1;
      }
      if (behind >= fieldsBehind - 1 && ChinaTime.is(text, field + FIELD.length(), end)) {
        return field;
      }
      end = field;
    }
    return -1;
  }

  private static @Nullable Reply reply(String text, int from, int to, int time, int fieldsBehind) {
    int phone = Span.find(text, FIELD, from, to);
    if (phone < 0 || phone + FIELD.length() > time || !Span.isNumber(text, from, phone)) {
      return null;
    }
    int behind = Span.find(text, FIELD, time + FIELD.length(), to);
    int timeEnd = behind < 0 ? to : behind;
    long at = ChinaTime.scan(text, time + FIELD.length(), timeEnd);
    if (at == ChinaTime.NONE) {
      return null;
    }
    Optional<String> sender = Optional.empty();
    int rest = behind < 0 ? -1 : behind + FIELD.length();
    if (fieldsBehind == 2 && rest >= 0) {
      int end = Span.find(text, FIELD, rest, to);
      sender = field(text, rest, end < 0 ? to : end);
      rest = end < 0 ? -1 : end + FIELD.length();
    }
    return new Reply(
        Span.trimmed(text, from, phone),
        Span.trimmed(text, phone + FIELD.length(), time),
        ChinaTime.of(at),
        sender,
        rest < 0 ? Optional.empty() : field(text, rest, to));
  }

  private static @Nullable Report report(String text, int from, int to, long end) {
    int batch = Span.find(text, ',', from, to);
    int phone = batch < 0 ? -1 : Span.find(text, ',', batch + 1, to);
    if (phone < 0 || !isHead(text, from, batch, phone)) {
      return null;
    }
    return report(text, from, batch, phone, phone, to, Optional.empty());
  }

  private static @Nullable Report report2(String text, int from, int to, long end) {
    int batch = Span.find(text, ',', from, to);
    int phone = batch < 0 ? -1 : Span.find(text, ',', batch + 1, to);
    int time = phone < 0 ? -1 : Span.find(text, ',', phone + 1, to);
    if (time < 0 || !isHead(text, from, batch, phone)) {
      return null;
    }
    long at = ChinaTime.scan(text, phone + 1, time);
    return at == ChinaTime.NONE
        ? null
        : report(text, from, batch, phone, time, to, Optional.of(ChinaTime.of(at)));
  }

  /** The status stands behind {@code before}, and behind the last comma our id, if there is one. */
  private static Report report(
      String text,
      int from,
      int batch,
      int phone,
      int before,
      int to,
      Optional<LocalDateTime> time) {
    int customId = Span.findLast(text, ',', before + 1, to);
    return new Report(
        Span.trimmed(text, from, batch),
        Span.trimmed(text, batch + 1, phone),
        Span.trimmed(text, before + 1, customId < 0 ? to : customId),
        time,
        customId < 0 ? Optional.empty() : field(text, customId + 1, to));
  }

  private static boolean isHead(String text, int from, int batch, int phone) {
    return Span.isDigits(text, from, batch, 1, 40) && Span.isNumber(text, batch + 1, phone);
  }

  private static Optional<String> field(String text, int from, int to) {
    String field = Span.trimmed(text, from, to);
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }
}
