package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;

/**
 * One text to some numbers, or per-recipient texts.
 *
 * @param recipients a number that is given twice with the same text gets it once
 * @param texts before the vendor-specific form: one, or one for each recipient
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

  /** One text to all. */
  public Message(List<PhoneNumber> recipients, String text) {
    this(recipients, List.of(text), SendOptions.NONE);
  }

  /** The same with other options. */
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
