package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.code.ChanglongPollCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.internal.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The inbound messages and delivery reports of changlong's ASP pages (document 3, 1.1.2 and 1.1.3;
 * vendor-rules §4).
 */
public final class ChanglongInbox {

  private static final String BAR = "|";
  private static final int LONGEST_COUNT = 9;
  private static final int LONGEST_ID = 40;
  private static final int LONGEST_PHONE = 24;
  private static final int MOST_SPACES = 8;
  private static final Set<String> REPORT_VALUES = Set.of("-1", "10", "20");

  private ChanglongInbox() {}

  /**
   * A delivery report: {@code batch;phone;value}.
   *
   * @param batch the vendor's id of the message
   * @param phone the recipient
   * @param value -1 pending, 10 delivered, 20 failed
   */
  public record Report(String batch, String phone, int value) {

    /** Checks that nothing is {@code null}. */
    public Report {
      requireNonNull(batch, "batch");
      requireNonNull(phone, "phone");
    }

    /** Contains no number: {@code Report[6408676, 20]}. */
    @Override
    public String toString() {
      return "Report[" + batch + ", " + value + "]";
    }
  }

  /**
   * An inbound message: {@code id;phone;content}.
   *
   * @param id the vendor's id of the inbound message
   * @param phone the sender
   * @param content may contain semicolons and bars
   */
  public record Reply(String id, String phone, String content) {

    /** Checks that nothing is {@code null}. */
    public Reply {
      requireNonNull(id, "id");
      requireNonNull(phone, "phone");
      requireNonNull(content, "content");
    }

    /** Contains neither number nor text: {@code Reply[133]}. */
    @Override
    public String toString() {
      return "Reply[" + id + "]";
    }
  }

  /**
   * Reads the answer to get_report_txt.
   *
   * @param answer {@code n|batch;phone;value|…}, {@code 0} for no records, or a code
   * @return the records with the announced number of them, or the code
   * @throws CodecException if it is neither
   */
  public static Answer<Records<Report>> reports(String answer) {
    return read(answer, ChanglongInbox::readReports);
  }

  /**
   * Reads the answer to get_receive_message_txt.
   *
   * <p>Content may contain semicolons and bars: a record begins after a bar only if the head of
   * one, {@code id;phone;}, follows, and only until the announced number is reached. The document's
   * example writes {@code id,phone;}: both are accepted.
   *
   * @param answer {@code n|id;phone;content|…}, {@code 0} for no records, or a code
   * @return the records with the announced number of them, or the code
   * @throws CodecException if it is neither
   */
  public static Answer<Records<Reply>> replies(String answer) {
    return read(answer, ChanglongInbox::readReplies);
  }

  /**
   * Writes delivery reports as the vendor does.
   *
   * @return {@code n|batch;phone;value|…}; {@code 0} for none
   */
  public static String formatReports(List<Report> reports) {
    StringBuilder text = new StringBuilder().append(reports.size());
    for (Report report : reports) {
      text.append('|')
          .append(report.batch())
          .append(';')
          .append(report.phone())
          .append(';')
          .append(report.value());
    }
    return text.toString();
  }

  /**
   * Writes inbound messages as the document's prose describes them.
   *
   * @return {@code n|id;phone;content|…}; {@code 0} for none
   */
  public static String formatReplies(List<Reply> replies) {
    StringBuilder text = new StringBuilder().append(replies.size());
    for (Reply reply : replies) {
      text.append('|')
          .append(reply.id())
          .append(';')
          .append(reply.phone())
          .append(';')
          .append(reply.content());
    }
    return text.toString();
  }

  /** Reads what follows the number of records. */
  private interface ListReader<T> {
    List<Records.Item<T>> read(String answer, int start, int announced);
  }

  private static <T> Answer<Records<T>> read(String answer, ListReader<T> reader) {
    String text = Span.trimmed(answer);
    if (text.equals("0")) {
      return new Answer.Given<>(new Records<>(List.of(), OptionalInt.of(0)));
    }
    if (RecordReader.isCode(text)) {
      return new Answer.Refused<>(ResultCode.of(ChanglongPollCode.class, text));
    }
    int bar = answer.indexOf(BAR);
    if (bar < 0 || !Span.isDigits(answer, 0, bar, 1, LONGEST_COUNT)) {
      throw CodecException.at(
          Span.start(answer, 0, answer.length()), "Neither a number of records nor a code");
    }
    int announced = Integer.parseInt(Span.trimmed(answer, 0, bar));
    return new Answer.Given<>(
        new Records<>(reader.read(answer, bar + 1, announced), OptionalInt.of(announced)));
  }

  private static List<Records.Item<Report>> readReports(String answer, int start, int announced) {
    List<Records.Item<Report>> items = new ArrayList<>();
    for (int from = start; from <= answer.length(); ) {
      int bar = answer.indexOf(BAR, from);
      int to = bar < 0 ? answer.length() : bar;
      add(items, answer, from, to, report(answer, from, to));
      from = to + 1;
    }
    return items;
  }

  private static @Nullable Report report(String text, int from, int to) {
    int batch = Span.find(text, ';', from, to);
    int phone = batch < 0 ? -1 : Span.find(text, ';', batch + 1, to);
    if (phone < 0
        || !Span.isDigits(text, from, batch, 1, LONGEST_ID)
        || !Span.isNumber(text, batch + 1, phone)) {
      return null;
    }
    String value = Span.trimmed(text, phone + 1, to);
    return REPORT_VALUES.contains(value)
        ? new Report(
            Span.trimmed(text, from, batch),
            Span.trimmed(text, batch + 1, phone),
            Integer.parseInt(value))
        : null;
  }

  private static List<Records.Item<Reply>> readReplies(String answer, int start, int announced) {
    List<Records.Item<Reply>> items = new ArrayList<>();
    int from = start;
    int heads = 0;
    for (int search = from; from < answer.length(); ) {
      int bar = answer.indexOf(BAR, search);
      boolean last =
          bar < 0 || (announced > 0 && heads >= announced - 1 && Head.of(answer, from) != null);
      int to = last ? answer.length() : bar;
      if (last || Head.of(answer, bar + 1) != null) {
        Head head = Head.of(answer, from);
        heads += head == null ? 0 : 1;
        add(items, answer, from, to, head == null || head.phoneEnd() >= to ? null : head.reply(to));
        from = to + 1;
      }
      search = to + 1;
    }
    return items;
  }

  private static <T> void add(
      List<Records.Item<T>> items, String text, int from, int to, @Nullable T record) {
    if (record != null) {
      items.add(new Records.Good<>(record));
    } else if (!Span.isBlank(text, from, to)) {
      items.add(new Records.Broken<>(text.substring(from, to), from));
    }
  }

  /** {@code id;phone;}: what every inbound message begins with. */
  private record Head(String text, int from, int idEnd, int phoneEnd) {

    static @Nullable Head of(String text, int from) {
      int start = Span.start(text, from, Math.min(text.length(), from + MOST_SPACES));
      int idEnd = digitsEnd(text, start, LONGEST_ID);
      if (idEnd == start || !(isAt(text, idEnd, ';') || isAt(text, idEnd, ','))) {
        return null;
      }
      int phoneEnd = digitsEnd(text, idEnd + 1, LONGEST_PHONE);
      return isAt(text, phoneEnd, ';') && Span.isNumber(text, idEnd + 1, phoneEnd)
          ? new Head(text, from, idEnd, phoneEnd)
          : null;
    }

    private static boolean isAt(String text, int index, char character) {
      return index < text.length() && text.charAt(index) == character;
    }

    /** The end of the digits at an index, a {@code +} before them included; stops past a limit. */
    private static int digitsEnd(String text, int from, int most) {
      int end = isAt(text, from, '+') ? from + 1 : from;
      while (end < text.length()
          && end - from <= most
          && text.charAt(end) >= '0'
          && text.charAt(end) <= '9') {
        end++;
      }
      return end;
    }

    Reply reply(int to) {
      return new Reply(
          Span.trimmed(text, from, idEnd),
          text.substring(idEnd + 1, phoneEnd),
          text.substring(phoneEnd + 1, to));
    }
  }
}
