package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The answers of changlong's ASP pages (document 3; vendor-rules §4). */
public final class Changlong {

  private static final Pattern SENT = Pattern.compile("0\\|(\\d{1,9})\\|(\\d{1,9})\\|([0-9,]*)");
  private static final Pattern REFUSED = Pattern.compile("(-\\d{1,4})(?:\\|(.*))?", Pattern.DOTALL);
  private static final String BAR = "|";
  private static final int LONGEST_COUNT = 9;
  private static final int LONGEST_ID = 40;

  private Changlong() {}

  /**
   * What became of a send: {@code 0|accepted|failed|id,id,…}.
   *
   * @param accepted how many numbers were taken
   * @param failed how many were not; nothing says which
   * @param ids one for each number that was taken, or one for all
   */
  public record Sent(int accepted, int failed, List<String> ids) {

    /** Copies the list. */
    public Sent {
      ids = List.copyOf(ids);
    }

    /**
     * Writes the answer as the vendor does.
     *
     * @return for example {@code 0|1|0|6408676}
     */
    public String format() {
      return "0|" + accepted + "|" + failed + "|" + String.join(",", ids);
    }
  }

  /**
   * A report: {@code batch;phone;value}.
   *
   * @param batch the vendor's id of the message
   * @param phone to whom it went
   * @param value -1 not yet, 10 delivered, 20 failed
   */
  public record Report(String batch, String phone, int value) {

    /** Checks that nothing is {@code null}. */
    public Report {
      requireNonNull(batch, "batch");
      requireNonNull(phone, "phone");
    }

    /**
     * Shows no number.
     *
     * @return for example {@code Report[6408676, 20]}
     */
    @Override
    public String toString() {
      return "Report[" + batch + ", " + value + "]";
    }
  }

  /**
   * A reply: {@code id;phone;content}.
   *
   * @param id the vendor's id of the reply
   * @param phone who wrote
   * @param content what; may hold semicolons and bars
   */
  public record Reply(String id, String phone, String content) {

    /** Checks that nothing is {@code null}. */
    public Reply {
      requireNonNull(id, "id");
      requireNonNull(phone, "phone");
      requireNonNull(content, "content");
    }

    /**
     * Shows neither number nor text.
     *
     * @return for example {@code Reply[133]}
     */
    @Override
    public String toString() {
      return "Reply[" + id + "]";
    }
  }

  /**
   * Reads the answer to sendsms_txt.
   *
   * @param answer {@code 0|a|b|ids}, a code, or {@code -3|word}
   * @return how many were taken, or the code, with the forbidden word as it came
   * @throws CodecException where it is neither
   */
  public static Answer<Sent> send(String answer) {
    String text = answer.strip();
    Matcher sent = SENT.matcher(text);
    if (sent.matches()) {
      return new Answer.Given<>(
          new Sent(
              Integer.parseInt(sent.group(1)),
              Integer.parseInt(sent.group(2)),
              ids(sent.group(3))));
    }
    Matcher refused = REFUSED.matcher(text);
    if (refused.matches()) {
      return new Answer.Refused<>(
          ChanglongSendCode.of(refused.group(1)),
          Optional.ofNullable(refused.group(2)).filter(word -> !word.isBlank()));
    }
    throw CodecException.at(Span.start(answer, 0, answer.length()), "Neither 0|a|b|ids nor a code");
  }

  /**
   * Reads the answer to Get_Account_Balance.
   *
   * @param answer 0 or more messages, or a code
   * @return how many messages are left, or the code
   * @throws CodecException where it is neither
   */
  public static Answer<BigDecimal> balance(String answer) {
    String text = answer.strip();
    return Readers.isCode(text)
        ? new Answer.Refused<>(ChanglongBalanceCode.of(text))
        : new Answer.Given<>(Decimals.parse(text, Span.start(answer, 0, answer.length())));
  }

  /**
   * Reads the answer to get_report_txt.
   *
   * @param answer {@code n|batch;phone;value|…}, {@code 0} for none, or a code
   * @return the records in order and how many there should be, or the code
   * @throws CodecException where it is neither
   */
  public static Answer<Records<Report>> reports(String answer) {
    Optional<Answer<Records<Report>>> other = noList(answer);
    if (other.isPresent()) {
      return other.get();
    }
    int bar = answer.indexOf(BAR);
    List<Records.Item<Report>> items = new ArrayList<>();
    for (int from = bar + 1; from <= answer.length(); ) {
      int next = answer.indexOf(BAR, from);
      int to = next < 0 ? answer.length() : next;
      if (!Span.isBlank(answer, from, to)) {
        Report report = report(answer, from, to);
        items.add(
            report == null
                ? new Records.Broken<>(answer.substring(from, to), from)
                : new Records.Good<>(report));
      }
      from = to + 1;
    }
    return new Answer.Given<>(new Records<>(items, OptionalInt.of(count(answer, bar))));
  }

  /**
   * Reads the answer to get_receive_message_txt.
   *
   * <p>Content may hold semicolons and bars: a record begins behind a bar only where the head of
   * one, {@code id;phone;}, stands there, and only as long as the announced number is not reached.
   * The document's example writes {@code id,phone;}: both are taken.
   *
   * @param answer {@code n|id;phone;content|…}, {@code 0} for none, or a code
   * @return the records in order and how many there should be, or the code
   * @throws CodecException where it is neither
   */
  public static Answer<Records<Reply>> replies(String answer) {
    Optional<Answer<Records<Reply>>> other = noList(answer);
    if (other.isPresent()) {
      return other.get();
    }
    int first = answer.indexOf(BAR);
    int count = count(answer, first);
    List<Records.Item<Reply>> items = new ArrayList<>();
    int from = first + 1;
    int heads = 0;
    for (int search = from; from < answer.length(); ) {
      int bar = answer.indexOf(BAR, search);
      boolean last = bar < 0 || (count > 0 && heads >= count - 1 && isHead(answer, from));
      int to = last ? answer.length() : bar;
      if (last || isHead(answer, bar + 1)) {
        heads += isHead(answer, from) ? 1 : 0;
        add(items, answer, from, to);
        from = to + 1;
      }
      search = to + 1;
    }
    return new Answer.Given<>(new Records<>(items, OptionalInt.of(count)));
  }

  /**
   * Writes reports as the vendor does.
   *
   * @param reports in order
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
   * Writes replies as the document's prose has them.
   *
   * @param replies in order
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

  private static List<String> ids(String list) {
    return Arrays.stream(list.split(",", -1)).filter(id -> !id.isEmpty()).toList();
  }

  /** An answer without records: {@code 0}, or a code. */
  private static <T> Optional<Answer<Records<T>>> noList(String answer) {
    String text = answer.strip();
    if (text.equals("0")) {
      return Optional.of(new Answer.Given<>(new Records<>(List.of(), OptionalInt.of(0))));
    }
    if (Readers.isCode(text)) {
      return Optional.of(new Answer.Refused<>(ChanglongPollCode.of(text)));
    }
    int bar = answer.indexOf(BAR);
    if (bar < 0 || !Span.isDigits(answer, 0, bar, 1, LONGEST_COUNT)) {
      throw CodecException.at(
          Span.start(answer, 0, answer.length()), "Neither a number of records nor a code");
    }
    return Optional.empty();
  }

  private static int count(String answer, int bar) {
    return Integer.parseInt(Span.trimmed(answer, 0, bar));
  }

  private static @Nullable Report report(String text, int from, int to) {
    int batch = Span.find(text, ';', from, to);
    int phone = batch < 0 ? -1 : Span.find(text, ';', batch + 1, to);
    if (phone < 0
        || !Span.isDigits(text, from, batch, 1, LONGEST_ID)
        || !Span.isNumber(text, batch + 1, phone)) {
      return null;
    }
    return switch (Span.trimmed(text, phone + 1, to)) {
      case "-1" -> report(text, from, batch, phone, -1);
      case "10" -> report(text, from, batch, phone, 10);
      case "20" -> report(text, from, batch, phone, 20);
      default -> null;
    };
  }

  private static Report report(String text, int from, int batch, int phone, int value) {
    return new Report(Span.trimmed(text, from, batch), Span.trimmed(text, batch + 1, phone), value);
  }

  private static boolean isHead(String text, int from) {
    return phoneEnd(text, from) >= 0;
  }

  /** Where the semicolon behind the phone of a record's head stands, or -1. */
  private static int phoneEnd(String text, int from) {
    int id = idEnd(text, from);
    int phone = id < 0 ? -1 : digitsEnd(text, id + 1, 24);
    return phone >= 0
            && phone < text.length()
            && text.charAt(phone) == ';'
            && Span.isNumber(text, id + 1, phone)
        ? phone
        : -1;
  }

  private static int idEnd(String text, int from) {
    int start = Span.start(text, from, Math.min(text.length(), from + 8));
    int end = digitsEnd(text, start, LONGEST_ID);
    return end > start
            && end < text.length()
            && (text.charAt(end) == ';' || text.charAt(end) == ',')
        ? end
        : -1;
  }

  private static int digitsEnd(String text, int from, int most) {
    int end = from < text.length() && text.charAt(from) == '+' ? from + 1 : from;
    while (end < text.length()
        && end - from <= most
        && text.charAt(end) >= '0'
        && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static void add(List<Records.Item<Reply>> items, String text, int from, int to) {
    int phone = phoneEnd(text, from);
    if (phone >= 0 && phone < to) {
      int id = idEnd(text, from);
      items.add(
          new Records.Good<>(
              new Reply(
                  Span.trimmed(text, from, id),
                  text.substring(id + 1, phone),
                  text.substring(phone + 1, to))));
    } else if (!Span.isBlank(text, from, to)) {
      items.add(new Records.Broken<>(text.substring(from, to), from));
    }
  }
}
