package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.internal.Span;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The inbound messages and delivery reports of winic's asmx service (document 2, 4 to 6;
 * vendor-rules §3). The answers are the text inside the string element.
 */
public final class WinicInbox {

  private static final RecordReader<Reply> REPLIES =
      RecordReader.of("/", "|", WinicInbox::timeAtTheEnd, WinicInbox::reply, WinicCode.class);
  private static final RecordReader<Report> REPORTS =
      RecordReader.of("/", "|", WinicInbox::timeAtTheEnd, WinicInbox::report, WinicCode.class);

  private static final int LONGEST_ID = 40;

  private WinicInbox() {}

  /**
   * An inbound message: {@code mobile/content/port/time}.
   *
   * @param mobile the sender
   * @param content may contain slashes and bars
   * @param port the vendor's port that received it
   * @param time in China
   */
  public record Reply(String mobile, String content, String port, LocalDateTime time) {

    /** Checks that nothing is {@code null}. */
    public Reply {
      requireNonNull(mobile, "mobile");
      requireNonNull(content, "content");
      requireNonNull(port, "port");
      requireNonNull(time, "time");
    }

    /** Contains neither number nor text: {@code Reply[2015-10-08T12:06:56]}. */
    @Override
    public String toString() {
      return "Reply[" + time + "]";
    }
  }

  /**
   * A delivery report: {@code id/account/mobile/status/time}.
   *
   * @param id the vendor's id of the message
   * @param account the sending account
   * @param mobile the recipient
   * @param status free text, for example {@code DELIVRD}
   * @param time in China
   */
  public record Report(
      String id, String account, String mobile, String status, LocalDateTime time) {

    /** Checks that nothing is {@code null}. */
    public Report {
      requireNonNull(id, "id");
      requireNonNull(account, "account");
      requireNonNull(mobile, "mobile");
      requireNonNull(status, "status");
      requireNonNull(time, "time");
    }

    /** Contains no number: {@code Report[0105160556637232, DELIVRD]}. */
    @Override
    public String toString() {
      return "Report[" + id + ", " + status + "]";
    }
  }

  /**
   * Reads the answer to GET_SMS_MO and GET_SMS_MO_Ext.
   *
   * <p>A record is read from both ends: the mobile up to the first slash, port and time after the
   * last two; a bar ends a record only if a time precedes it.
   *
   * @param answer {@code mobile/content/port/time|…|}; {@code Null} or blank for no records
   * @throws CodecException if it is neither a list nor a code
   */
  public static Answer<Records<Reply>> replies(String answer) {
    return REPLIES.read(answer);
  }

  /**
   * Reads the answer to SMS_Reports.
   *
   * @param answer {@code id/account/mobile/status/time|…|}; {@code Null} or blank for no records
   * @throws CodecException if it is neither a list nor a code
   */
  public static Answer<Records<Report>> reports(String answer) {
    return REPORTS.read(answer);
  }

  /**
   * Writes inbound messages as the vendor does.
   *
   * @return the records, each with a bar after it; {@code Null} for none
   */
  public static String formatReplies(List<Reply> replies) {
    StringBuilder text = new StringBuilder();
    for (Reply reply : replies) {
      text.append(reply.mobile())
          .append('/')
          .append(reply.content())
          .append('/')
          .append(reply.port())
          .append('/')
          .append(ChinaTime.unpadded(reply.time(), '-'))
          .append('|');
    }
    return text.isEmpty() ? "Null" : text.toString();
  }

  /**
   * Writes delivery reports as the vendor does.
   *
   * @return the records, each with a bar after it; {@code Null} for none
   */
  public static String formatReports(List<Report> reports) {
    StringBuilder text = new StringBuilder();
    for (Report report : reports) {
      text.append(report.id())
          .append('/')
          .append(report.account())
          .append('/')
          .append(report.mobile())
          .append('/')
          .append(report.status())
          .append('/')
          .append(ChinaTime.unpadded(report.time(), '-'))
          .append('|');
    }
    return text.isEmpty() ? "Null" : text.toString();
  }

  /** For {@link ChinaTime#of}. */
  private static long timeAtTheEnd(String text, int from, int to) {
    int slash = Span.findLast(text, '/', Math.max(from, to - 2 * ChinaTime.LONGEST), to);
    return slash < 0 ? RecordReader.NO_END : ChinaTime.scan(text, slash + 1, to);
  }

  private static @Nullable Reply reply(String text, int from, int to, long at) {
    int time = Span.findLast(text, '/', from, to);
    int port = time < 0 ? -1 : Span.findLast(text, '/', from, time);
    int mobile = Span.find(text, '/', from, to);
    if (port < 0 || mobile >= port || !Span.isNumber(text, from, mobile)) {
      return null;
    }
    return new Reply(
        Span.trimmed(text, from, mobile),
        text.substring(mobile + 1, port),
        Span.trimmed(text, port + 1, time),
        ChinaTime.of(at));
  }

  private static @Nullable Report report(String text, int from, int to, long at) {
    int id = Span.find(text, '/', from, to);
    int account = id < 0 ? -1 : Span.find(text, '/', id + 1, to);
    int mobile = account < 0 ? -1 : Span.find(text, '/', account + 1, to);
    int time = Span.findLast(text, '/', from, to);
    if (mobile < 0
        || time <= mobile
        || !Span.isDigits(text, from, id, 1, LONGEST_ID)
        || !Span.isNumber(text, account + 1, mobile)) {
      return null;
    }
    return new Report(
        Span.trimmed(text, from, id),
        Span.trimmed(text, id + 1, account),
        Span.trimmed(text, account + 1, mobile),
        Span.trimmed(text, mobile + 1, time),
        ChinaTime.of(at));
  }
}
