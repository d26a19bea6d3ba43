package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * The {@code Msg} of winnerlook's SendIndividualMsg: many numbers, each with a text of its own
 * (document 5, 2.12). The document prints one separator for both places, so at least one of the two
 * is wrong there: which they are is a setting (vendor-rules §0).
 *
 * <pre>{@code
 * IndividualTexts dialect = IndividualTexts.of("|~|", "|-|");
 * dialect.write(List.of(new IndividualTexts.One("13800138000", "一"),
 *     new IndividualTexts.One("13900139000", "二")))      // "13800138000|~|一|-|13900139000|~|二"
 * }</pre>
 */
public final class IndividualTexts {

  private final String inside;
  private final String between;

  private IndividualTexts(String inside, String between) {
    this.inside = inside;
    this.between = between;
  }

  /**
   * One number and its text.
   *
   * @param number to whom
   * @param text what
   */
  public record One(String number, String text) {

    /** Checks that nothing is {@code null}. */
    public One {
      requireNonNull(number, "number");
      requireNonNull(text, "text");
    }

    /**
     * Shows neither number nor text.
     *
     * @return {@code One}
     */
    @Override
    public String toString() {
      return "One";
    }
  }

  /**
   * Chooses the separators.
   *
   * @param inside between a number and its text
   * @param between between one message and the next
   * @return the dialect
   * @throws IllegalArgumentException where one is empty or holds the other
   */
  public static IndividualTexts of(String inside, String between) {
    if (inside.isEmpty()
        || between.isEmpty()
        || inside.contains(between)
        || between.contains(inside)) {
      throw new IllegalArgumentException(
          "inside and between must differ, and neither may be empty or hold the other: "
              + inside
              + " "
              + between);
    }
    return new IndividualTexts(inside, between);
  }

  /**
   * Writes messages.
   *
   * @param messages at least one
   * @return the value of {@code Msg}
   * @throws CodecException where a number or text holds a separator, or would form one with its
   *     neighbour, with the index into that text
   */
  public String write(List<One> messages) {
    StringBuilder msg = new StringBuilder();
    for (One one : messages) {
      check(one.number());
      check(one.text());
      if (!msg.isEmpty()) {
        msg.append(between);
      }
      msg.append(one.number()).append(inside).append(one.text());
    }
    if (!read(msg.toString()).equals(messages)) {
      throw CodecException.at(0, "A text would form a separator with what stands beside it");
    }
    return msg.toString();
  }

  /**
   * Reads messages.
   *
   * @param msg the value of {@code Msg}
   * @return the messages in order
   * @throws CodecException where a message has no separator inside, with its index
   */
  public List<One> read(String msg) {
    List<One> messages = new ArrayList<>();
    int from = 0;
    while (from <= msg.length()) {
      int end = msg.indexOf(between, from);
      int to = end < 0 ? msg.length() : end;
      int middle = Span.find(msg, inside, from, to);
      if (middle < 0) {
        throw CodecException.at(from, "A message without a separator between number and text");
      }
      messages.add(
          new One(msg.substring(from, middle), msg.substring(middle + inside.length(), to)));
      from = to + between.length();
      if (end < 0) {
        break;
      }
    }
    return List.copyOf(messages);
  }

  private void check(String text) {
    for (String separator : List.of(inside, between)) {
      int index = text.indexOf(separator);
      if (index >= 0) {
        throw CodecException.at(index, "The text holds the separator of the protocol");
      }
    }
  }
}
