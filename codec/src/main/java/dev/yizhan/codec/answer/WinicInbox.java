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

  private static final int LONGEST_ID = 40;
  private static final int YEAR_DIGITS = 4;

  /** The slashes of a record before the one before its time. */
  private static final int REPLY_SLASHES = 2;

  private static final int REPORT_SLASHES = 3;

  private static final RecordReader<Reply> REPLIES =
      RecordReader.of("/", "|", timeAfter(REPLY_SLASHES), WinicInbox::reply, WinicCode.class);
  private static final RecordReader<Report> REPORTS =
      RecordReader.of("/", "|", timeAfter(REPORT_SLASHES), WinicInbox::report, WinicCode.class);

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
   * last two; a bar ends a record only if a time precedes it. A time without a clock, such as
   * {@code 2015-10-8}, ends one only where the text ends or the next record begins, since it may
   * stand in a content.
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

  /** A time at the end of a record, for {@link ChinaTime#of}. */
  private static RecordReader.End timeAfter(int slashes) {
    return (text, from, to) -> {
      int slash = slashBeforeTime(text, Math.max(from, to - 2 * ChinaTime.LONGEST), to);
      long time = slash < 0 ? ChinaTime.NONE : ChinaTime.scan(text, slash + 1, to);
      boolean ends =
          time != ChinaTime.NONE
              && (ChinaTime.hasClock(text, slash + 1, to)
                  || isFollowedByRecord(text, to) && hasSlashes(text, from, slash, slashes));
      return ends ? time : RecordReader.NO_END;
    };
  }

  /** The slash before the last field; a time with slashes has two of its own. */
  private static int slashBeforeTime(String text, int from, int to) {
    int last = Span.findLast(text, '/', from, to);
    int year = Span.start(text, last + 1, to);
    if (last < 0 || year + YEAR_DIGITS <= to && isDigits(text, year, year + YEAR_DIGITS)) {
      return last;
    }
    int month = Span.findLast(text, '/', from, last);
    return month < 0 ? month : Span.findLast(text, '/', from, month);
  }

  private static boolean isDigits(String text, int from, int to) {
    return Span.isDigits(text, from, to, to - from, to - from);
  }

  /** Whether a record begins after a bar, with digits and a slash, or the text ends. */
  private static boolean isFollowedByRecord(String text, int bar) {
    int start = Span.start(text, Math.min(bar + 1, text.length()), text.length());
    int most = Math.min(text.length(), start + LONGEST_ID + 1);
    int slash = Span.find(text, '/', start, most);
    return start == text.length()
        || slash > start
            && (Span.isNumber(text, start, slash)
                || Span.isDigits(text, start, slash, 1, LONGEST_ID));
  }

  private static boolean hasSlashes(String text, int from, int to, int least) {
    int at = from - 1;
    for (int found = 0; found < least; found++) {
      at = Span.find(text, '/', at + 1, to);
      if (at < 0) {
        return false;
      }
    }
    return true;
  }

  private static @Nullable Reply reply(String text, int from, int to, long at) {
    int time = slashBeforeTime(text, from, to);
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
    int time = slashBeforeTime(text, from, to);
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
