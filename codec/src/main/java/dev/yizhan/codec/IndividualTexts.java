package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.internal.Span;
import java.util.ArrayList;
import java.util.List;

/**
 * The {@code Msg} of winnerlook's SendIndividualMsg: many numbers, each with its own text (document
 * 5, 2.12). The document prints one separator for both places, so at least one of the two is wrong
 * there: which they are is a setting (vendor-rules §0).
 *
 * <pre>{@code
 * IndividualTexts dialect = IndividualTexts.of("|~|", "|-|");
 * dialect.write(List.of(new IndividualTexts.Message("13800138000", "一"),
 *     new IndividualTexts.Message("13900139000", "二")))  // "13800138000|~|一|-|13900139000|~|二"
 * }</pre>
 */
public final class IndividualTexts {

  private final String inside;
  private final String between;

  private IndividualTexts(String inside, String between) {
    this.inside = inside;
    this.between = between;
  }

  /** A text for one number. */
  public record Message(String number, String text) {

    /** Checks that nothing is {@code null}. */
    public Message {
      requireNonNull(number, "number");
      requireNonNull(text, "text");
    }

    /** Contains neither number nor text. */
    @Override
    public String toString() {
      return "Message";
    }
  }

  /**
   * Chooses the separators.
   *
   * @param inside separates a number from its text
   * @param between separates messages
   * @throws IllegalArgumentException if one is empty or contains the other
   */
  public static IndividualTexts of(String inside, String between) {
    if (inside.isEmpty()
        || between.isEmpty()
        || inside.contains(between)
        || between.contains(inside)) {
      throw new IllegalArgumentException(
          "inside and between must differ, and neither may be empty or contain the other: "
              + inside
              + " "
              + between);
    }
    return new IndividualTexts(inside, between);
  }

  /**
   * Writes messages, at least one.
   *
   * @throws CodecException if a number or text contains a separator, or would form one with its
   *     neighbour, with the index into that text
   */
  public String write(List<Message> messages) {
    StringBuilder msg = new StringBuilder();
    for (Message message : messages) {
      check(message.number());
      check(message.text());
      if (!msg.isEmpty()) {
        msg.append(between);
      }
      msg.append(message.number()).append(inside).append(message.text());
    }
    if (!read(msg.toString()).equals(messages)) {
      throw CodecException.at(0, "A text would form a separator with its neighbour");
    }
    return msg.toString();
  }

  /**
   * Reads messages.
   *
   * @throws CodecException if a message has no separator inside, with its index
   */
  public List<Message> read(String msg) {
    List<Message> messages = new ArrayList<>();
    int from = 0;
    while (from <= msg.length()) {
      int end = msg.indexOf(between, from);
      int to = end < 0 ? msg.length() : end;
      int middle = Span.find(msg, inside, from, to);
      if (middle < 0) {
        throw CodecException.at(from, "A message without a separator between number and text");
      }
      messages.add(
          new Message(msg.substring(from, middle), msg.substring(middle + inside.length(), to)));
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
        throw CodecException.at(index, "The text contains the separator of the protocol");
      }
    }
  }
}
