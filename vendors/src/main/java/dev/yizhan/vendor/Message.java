package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;

/**
 * One text to some numbers, or to each a text of its own.
 *
 * @param recipients to whom; a number that stands here twice with the same text gets it once
 * @param texts as the consumer wrote them: one, or one for each recipient
 * @param options what rides along
 */
public record Message(List<PhoneNumber> recipients, List<String> texts, SendOptions options) {

  /** Copies the lists. */
  public Message {
    recipients = List.copyOf(recipients);
    texts = List.copyOf(texts);
    requireNonNull(options, "options");
    if (recipients.isEmpty()) {
      throw new IllegalArgumentException("recipients must not be empty");
    }
    if (texts.size() != 1 && texts.size() != recipients.size()) {
      throw new IllegalArgumentException(
          "texts must be one or as many as recipients: " + texts.size());
    }
  }

  /**
   * One text to all.
   *
   * @param recipients to whom
   * @param text what
   */
  public Message(List<PhoneNumber> recipients, String text) {
    this(recipients, List.of(text), SendOptions.NONE);
  }

  /**
   * The same with other options.
   *
   * @param other what rides along
   * @return a copy
   */
  public Message with(SendOptions other) {
    return new Message(recipients, texts, other);
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 1 text to 2 recipients}
   */
  @Override
  public String toString() {
    return texts.size() + " text(s) to " + recipients.size() + " recipient(s)";
  }
}
