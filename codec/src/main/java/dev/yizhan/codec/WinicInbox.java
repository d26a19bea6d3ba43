package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The replies and reports of winic's asmx service (document 2, 4 to 6; vendor-rules §3). */
public final class WinicInbox {

  private static final String BAR = "|";
  private static final String SLASH = "/";

  private WinicInbox() {}

  /**
   * A reply: {@code mobile/content/port/time}.
   *
   * @param mobile who wrote
   * @param content what; may hold slashes and bars
   * @param port where it arrived
   * @param time when, China time
   */
  public record Reply(String mobile, String content, String port, LocalDateTime time) {

    /** Checks that nothing is {@code null}. */
    public Reply {
      requireNonNull(mobile, "mobile");
      requireNonNull(content, "content");
      requireNonNull(port, "port");
      requireNonNull(time, "time");
    }

    /**
     * Shows neither number nor text.
     *
     * @return for example {@code Reply[2015-10-08T12:06:56]}
     */
    @Override
    public String toString() {
      return "Reply[" + time + "]";
    }
  }

  /**
   * A report: {@code id/account/mobile/status/time}.
   *
   * @param id the vendor's id of the message
   * @param account whose
   * @param mobile to whom it went
   * @param status free text, for example {@code DELIVRD}
   * @param time when, China time
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

    /**
     * Shows no number.
     *
     * @return for example {@code Report[0105160556637232, DELIVRD]}
     */
    @Override
    public String toString() {
      return "Report[" + id + ", " + status + "]";
    }
  }

  /**
   * Reads the answer to GET_SMS_MO and GET_SMS_MO_Ext, taken out of its element.
   *
   * <p>A record is read from both ends: the mobile up to the first slash, port and time behind the
   * last two; a bar ends a record only where a time stands before it.
   *
   * @param answer {@code mobile/content/port/time|…|}; {@code Null} or blank for none
   * @return the records in order, or a code
   * @throws CodecException where it is neither
   */
  public static Answer<Records<Reply>> replies(String answer) {
    return Readers.answer(
        answer, SLASH, BAR, WinicInbox::timeAtTheEnd, WinicInbox::reply, WinicCode::of);
  }

  /**
   * Reads the answer to SMS_Reports, taken out of its element.
   *
   * @param answer {@code id/account/mobile/status/time|…|}; {@code Null} or blank for none
   * @return the records in order, or a code
   * @throws CodecException where it is neither
   */
  public static Answer<Records<Report>> reports(String answer) {
    return Readers.answer(
        answer, SLASH, BAR, WinicInbox::timeAtTheEnd, WinicInbox::report, WinicCode::of);
  }

  /**
   * Writes replies as the vendor does.
   *
   * @param replies in order
   * @return the records, each with a bar behind it; {@code Null} for none
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
   * Writes reports as the vendor does.
   *
   * @param reports in order
   * @return the records, each with a bar behind it; {@code Null} for none
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

  /** The time that stands before an index behind a slash, for {@link ChinaTime#of}. */
  private static long timeAtTheEnd(String text, int from, int to) {
    int slash = Span.findLast(text, '/', Math.max(from, to - 2 * ChinaTime.LONGEST), to);
    return slash < 0 ? Readers.NO_END : ChinaTime.scan(text, slash + 1, to);
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
        || !Span.isDigits(text, from, id, 1, 40)
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
