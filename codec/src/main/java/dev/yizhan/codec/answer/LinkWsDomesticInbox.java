package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.LinkWsDomesticCode;
import dev.yizhan.codec.internal.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The inbound messages and delivery reports of LinkWS's domestic interface, as text or from a SOAP
 * result (vendor-rules §8, source W: public client code).
 */
public final class LinkWsDomesticInbox {

  private static final String REPLY = "||";
  private static final String FIELD = "$$$$$";
  private static final String REPORT = "|||";
  private static final int FIELDS = 6;
  private static final int LONGEST_NUMBER = 32;
  private static final int LONGEST_EXTENSION = 24;
  private static final int LONGEST_ID = 40;

  private static final RecordReader<Reply> REPLIES =
      RecordReader.of(
          "#",
          REPLY,
          LinkWsDomesticInbox::timeBeforeExtension,
          LinkWsDomesticInbox::reply,
          LinkWsDomesticCode.class);
  private static final RecordReader<Report> REPORTS =
      RecordReader.of(
          FIELD,
          REPORT,
          (text, from, to) -> to,
          (text, from, to, end) -> report(text, from, to),
          LinkWsDomesticCode.class);

  private LinkWsDomesticInbox() {}

  /**
   * An inbound message: {@code number#text#time#extension}.
   *
   * @param number the sender
   * @param text may contain {@code #} and bars
   * @param time in China
   * @param extension digits that the sender wrote to after our number; may be empty
   */
  public record Reply(String number, String text, LocalDateTime time, String extension) {

    /** Checks that nothing is {@code null}. */
    public Reply {
      requireNonNull(number, "number");
      requireNonNull(text, "text");
      requireNonNull(time, "time");
      requireNonNull(extension, "extension");
    }

    /** Contains neither number nor text: {@code Reply[2015-10-08T12:06:56]}. */
    @Override
    public String toString() {
      return "Reply[" + time + "]";
    }
  }

  /**
   * A delivery report: {@code id$$$$$number$$$$$submitted$$$$$1$$$$$DELIVRD$$$$$done}.
   *
   * @param id the vendor's id of the message
   * @param number the recipient
   * @param submitted when the vendor took the message, in China; empty if the field is blank
   * @param mark the fourth field, {@code 1} as a rule; no source says what it means
   * @param status free text, for example {@code DELIVRD}
   * @param done when the network reported, in China; empty if the field is blank
   */
  public record Report(
      String id,
      String number,
      Optional<LocalDateTime> submitted,
      String mark,
      String status,
      Optional<LocalDateTime> done) {

    /** Checks that nothing is {@code null}. */
    public Report {
      requireNonNull(id, "id");
      requireNonNull(number, "number");
      requireNonNull(submitted, "submitted");
      requireNonNull(mark, "mark");
      requireNonNull(status, "status");
      requireNonNull(done, "done");
    }

    /** Contains no number: {@code Report[20160912152435, DELIVRD]}. */
    @Override
    public String toString() {
      return "Report[" + id + ", " + status + "]";
    }
  }

  /**
   * Reads the answer to Get.
   *
   * <p>A record is read from both ends: the number up to the first {@code #}, time and extension
   * after the last two. Two bars end a record only if a time and an extension precede them.
   *
   * @param answer {@code ||number#text#time#extension||…}, at most 50 records; blank for none
   * @throws CodecException if it is neither a list nor a code
   */
  public static Answer<Records<Reply>> replies(String answer) {
    return REPLIES.read(answer);
  }

  /**
   * Reads the answer to GetReportSMS.
   *
   * @param answer {@code id$$$$$number$$$$$submitted$$$$$1$$$$$DELIVRD$$$$$done|||…}; blank for no
   *     records
   * @throws CodecException if it is neither a list nor a code
   */
  public static Answer<Records<Report>> reports(String answer) {
    return REPORTS.read(answer);
  }

  /**
   * Writes inbound messages as the vendor does.
   *
   * @return the records, two bars before and after each; empty for none
   */
  public static String formatReplies(List<Reply> replies) {
    StringBuilder text = new StringBuilder();
    for (Reply reply : replies) {
      text.append(REPLY)
          .append(reply.number())
          .append('#')
          .append(reply.text())
          .append('#')
          .append(ChinaTime.padded(reply.time(), '-'))
          .append('#')
          .append(reply.extension());
    }
    return text.isEmpty() ? "" : text.append(REPLY).toString();
  }

  /**
   * Writes delivery reports as the vendor does.
   *
   * @return the records, each with three bars after it; empty for none
   */
  public static String formatReports(List<Report> reports) {
    StringBuilder text = new StringBuilder();
    for (Report report : reports) {
      text.append(report.id())
          .append(FIELD)
          .append(report.number())
          .append(FIELD)
          .append(written(report.submitted()))
          .append(FIELD)
          .append(report.mark())
          .append(FIELD)
          .append(report.status())
          .append(FIELD)
          .append(written(report.done()))
          .append(REPORT);
    }
    return text.toString();
  }

  private static String written(Optional<LocalDateTime> time) {
    return time.map(at -> ChinaTime.padded(at, '-')).orElse("");
  }

  /** The time of {@code …#time#extension}, for {@link ChinaTime#of}. */
  private static long timeBeforeExtension(String text, int from, int to) {
    int extension = Span.findLast(text, '#', Math.max(from, to - 2 * LONGEST_EXTENSION), to);
    if (extension < 0 || !Span.isDigits(text, extension + 1, to, 0, LONGEST_EXTENSION)) {
      return RecordReader.NO_END;
    }
    int time =
        Span.findLast(text, '#', Math.max(from, extension - 2 * ChinaTime.LONGEST), extension);
    return time < 0 ? RecordReader.NO_END : ChinaTime.scan(text, time + 1, extension);
  }

  private static @Nullable Reply reply(String text, int from, int to, long at) {
    int extension = Span.findLast(text, '#', from, to);
    int time = extension < 0 ? -1 : Span.findLast(text, '#', from, extension);
    int start = Span.start(text, from, to);
    // No further than a number can reach: the search is repeated after each pair of bars.
    int number = Span.find(text, '#', start, Math.min(to, start + LONGEST_NUMBER));
    if (number < 0 || number >= time || !Span.isNumber(text, start, number)) {
      return null;
    }
    return new Reply(
        Span.trimmed(text, start, number),
        text.substring(number + 1, time),
        ChinaTime.of(at),
        Span.trimmed(text, extension + 1, to));
  }

  private static @Nullable Report report(String text, int from, int to) {
    int[] ends = new int[FIELDS];
    int field = from;
    for (int i = 0; i < FIELDS - 1; i++) {
      ends[i] = Span.find(text, FIELD, field, to);
      if (ends[i] < 0) {
        return null;
      }
      field = ends[i] + FIELD.length();
    }
    ends[FIELDS - 1] = to;
    if (Span.find(text, FIELD, field, to) >= 0
        || !Span.isDigits(text, from, ends[0], 1, LONGEST_ID)
        || !Span.isNumber(text, ends[0] + FIELD.length(), ends[1])
        || !isTimeOrBlank(text, ends[1] + FIELD.length(), ends[2])
        || !isTimeOrBlank(text, field, to)) {
      return null;
    }
    return new Report(
        Span.trimmed(text, from, ends[0]),
        Span.trimmed(text, ends[0] + FIELD.length(), ends[1]),
        time(text, ends[1] + FIELD.length(), ends[2]),
        Span.trimmed(text, ends[2] + FIELD.length(), ends[3]),
        Span.trimmed(text, ends[3] + FIELD.length(), ends[4]),
        time(text, field, to));
  }

  private static boolean isTimeOrBlank(String text, int from, int to) {
    return Span.isBlank(text, from, to) || ChinaTime.is(text, from, to);
  }

  private static Optional<LocalDateTime> time(String text, int from, int to) {
    return Span.isBlank(text, from, to)
        ? Optional.empty()
        : Optional.of(ChinaTime.of(ChinaTime.scan(text, from, to)));
  }
}
