package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.WinnerlookCode;
import dev.yizhan.codec.internal.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The inbound messages and delivery reports of winnerlook's trigger service (document 5, 2.3 to
 * 2.10, with the bars that its tables lost; vendor-rules §6). The answers are the text inside the
 * string element.
 */
public final class WinnerlookInbox {

  private static final String FIELD = "|,|";
  private static final String RECORD = "|;|";
  private static final int LONGEST_FIELD = 128;
  private static final int LONGEST_ID = 40;

  private static final int CUSTOM_ID = 1;
  private static final int SENDER_AND_CUSTOM_ID = 2;

  private static final RecordReader<Reply> REPLIES = replyReader(CUSTOM_ID);
  private static final RecordReader<Reply> REPLIES_WITH_SENDER = replyReader(SENDER_AND_CUSTOM_ID);
  private static final RecordReader<Report> REPORTS = reportReader(WinnerlookInbox::report);
  private static final RecordReader<Report> REPORTS_WITH_TIME =
      reportReader(WinnerlookInbox::reportWithTime);

  private WinnerlookInbox() {}

  /**
   * An inbound message.
   *
   * @param phone the sender
   * @param content may contain bars, commas and semicolons
   * @param time in China
   * @param sender the number that the message was sent to; GetMo2Connect returns it, and some
   *     servers for GetMo2ByEncrypt
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

    /** Contains neither number nor text: {@code Reply[2016-10-13T13:51:08]}. */
    @Override
    public String toString() {
      return "Reply[" + time + "]";
    }
  }

  /**
   * A delivery report.
   *
   * @param batch the vendor's id of the message
   * @param phone the recipient
   * @param status free text, for example {@code DELIVRD}, {@code Error:4}
   * @param time in China; only GetReport2Connect and GetReport2ByEncrypt return it
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

    /** Contains no number: {@code Report[2314357620085030624, DELIVRD]}. */
    @Override
    public String toString() {
      return "Report[" + batch + ", " + status + "]";
    }
  }

  /**
   * Reads the answer to GetMoConnect and GetMo2ByEncrypt.
   *
   * @param answer {@code phone|,|content|,|time|,|customId|;|…}; older servers omit the last field,
   *     some have the sender before it (vendor-rules §8); blank for no records
   * @throws CodecException if it is neither a list nor a code
   */
  public static Answer<Records<Reply>> replies(String answer) {
    return REPLIES.read(answer);
  }

  /**
   * Reads the answer to GetMo2Connect, and the inbound messages of the older push.
   *
   * @param answer {@code phone|,|content|,|time|,|sender|,|customId|;|…}; the last field may be
   *     missing; blank for no records
   * @throws CodecException if it is neither a list nor a code
   */
  public static Answer<Records<Reply>> replies2(String answer) {
    return REPLIES_WITH_SENDER.read(answer);
  }

  /**
   * Reads the answer to GetReportConnect, and the reports of the older push.
   *
   * @param answer {@code batch,phone,status,customId|…}; the last field may be missing, and a time
   *     may stand before the status; blank for no records
   * @throws CodecException if it is neither a list nor a code
   */
  public static Answer<Records<Report>> reports(String answer) {
    return REPORTS.read(answer);
  }

  /**
   * Reads the answer to GetReport2Connect and GetReport2ByEncrypt.
   *
   * @param answer {@code batch,phone,time,status,customId|…}; blank for no records
   * @throws CodecException if it is neither a list nor a code
   */
  public static Answer<Records<Report>> reports2(String answer) {
    return REPORTS_WITH_TIME.read(answer);
  }

  /**
   * Writes inbound messages as the vendor does: five fields if there is a sender, otherwise four.
   *
   * @return the records, each with a separator after it; empty for none
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
   * Writes delivery reports as the vendor does: five fields if there is a time, otherwise four.
   *
   * @return the records, each with a bar after it; empty for none
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

  /** Reads records with so many fields after the time, and with more or fewer. */
  private static RecordReader<Reply> replyReader(int fieldsAfterTime) {
    return RecordReader.of(
        FIELD,
        RECORD,
        (text, from, to) -> separatorBeforeTime(text, from, to, fieldsAfterTime),
        (text, from, to, time) -> reply(text, from, to, (int) time, fieldsAfterTime),
        WinnerlookCode.class);
  }

  private static RecordReader<Report> reportReader(RecordReader.Fields<Report> fields) {
    return RecordReader.of(",", "|", (text, from, to) -> to, fields, WinnerlookCode.class);
  }

  /**
   * The last time with a clock. Without one, a date or 14 digits at the place of the time: a
   * customId may look like them.
   */
  private static long separatorBeforeTime(String text, int from, int to, int fieldsAfterTime) {
    long withoutClock = RecordReader.NO_END;
    int end = to;
    for (int after = 0; after <= SENDER_AND_CUSTOM_ID; after++) {
      int field = Span.findLast(text, FIELD, Math.max(from, end - LONGEST_FIELD), end);
      if (field < 0) {
        return withoutClock;
      }
      if (ChinaTime.is(text, field + FIELD.length(), end)) {
        if (ChinaTime.hasClock(text, field + FIELD.length(), end)) {
          return field;
        }
        withoutClock =
            after <= fieldsAfterTime || withoutClock == RecordReader.NO_END ? field : withoutClock;
      }
      end = field;
    }
    return withoutClock;
  }

  private static @Nullable Reply reply(
      String text, int from, int to, int time, int fieldsAfterTime) {
    int phone = Span.find(text, FIELD, from, to);
    if (phone < 0 || phone + FIELD.length() > time || !Span.isNumber(text, from, phone)) {
      return null;
    }
    int timeEnd = fieldEnd(text, time + FIELD.length(), to);
    long at = ChinaTime.scan(text, time + FIELD.length(), timeEnd);
    if (at == ChinaTime.NONE) {
      return null;
    }
    int firstEnd = fieldEnd(text, timeEnd + FIELD.length(), to);
    Optional<String> first = field(text, timeEnd + FIELD.length(), firstEnd);
    boolean isSender = firstEnd < to || fieldsAfterTime == SENDER_AND_CUSTOM_ID;
    return new Reply(
        Span.trimmed(text, from, phone),
        Span.trimmed(text, phone + FIELD.length(), time),
        ChinaTime.of(at),
        isSender ? first : Optional.empty(),
        isSender ? field(text, firstEnd + FIELD.length(), to) : first);
  }

  private static @Nullable Report report(String text, int from, int to, long end) {
    int batch = Span.find(text, ',', from, to);
    int phone = phoneEnd(text, from, batch, to);
    if (phone < 0) {
      return null;
    }
    int time = Span.find(text, ',', phone + 1, to);
    if (time > 0
        && ChinaTime.hasClock(text, phone + 1, time)
        && ChinaTime.is(text, phone + 1, time)) {
      return reportWithTime(text, from, to, end);
    }
    int status = statusEnd(text, phone + 1, to);
    return new Report(
        Span.trimmed(text, from, batch),
        Span.trimmed(text, batch + 1, phone),
        Span.trimmed(text, phone + 1, status),
        Optional.empty(),
        field(text, status + 1, to));
  }

  private static @Nullable Report reportWithTime(String text, int from, int to, long end) {
    int batch = Span.find(text, ',', from, to);
    int phone = phoneEnd(text, from, batch, to);
    int time = phone < 0 ? -1 : Span.find(text, ',', phone + 1, to);
    long at = time < 0 ? ChinaTime.NONE : ChinaTime.scan(text, phone + 1, time);
    if (at == ChinaTime.NONE) {
      return null;
    }
    int status = statusEnd(text, time + 1, to);
    return new Report(
        Span.trimmed(text, from, batch),
        Span.trimmed(text, batch + 1, phone),
        Span.trimmed(text, time + 1, status),
        Optional.of(ChinaTime.of(at)),
        field(text, status + 1, to));
  }

  /** The comma after the phone of {@code batch,phone,}; -1 if a report does not begin so. */
  private static int phoneEnd(String text, int from, int batchEnd, int to) {
    int phone = batchEnd < 0 ? -1 : Span.find(text, ',', batchEnd + 1, to);
    return phone >= 0
            && Span.isDigits(text, from, batchEnd, 1, LONGEST_ID)
            && Span.isNumber(text, batchEnd + 1, phone)
        ? phone
        : -1;
  }

  /** The last comma, which our id follows; {@code to} if there is none. */
  private static int statusEnd(String text, int from, int to) {
    int comma = Span.findLast(text, ',', from, to);
    return comma < 0 ? to : comma;
  }

  private static int fieldEnd(String text, int from, int to) {
    int end = Span.find(text, FIELD, from, to);
    return end < 0 ? to : end;
  }

  /** Empty if the field is blank, or begins after its end because the server omitted it. */
  private static Optional<String> field(String text, int from, int to) {
    String field = from >= to ? "" : Span.trimmed(text, from, to);
    return field.isEmpty() ? Optional.empty() : Optional.of(field);
  }
}
