package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;

/**
 * One text to some numbers.
 *
 * @param recipients each once
 * @param text as the consumer wrote it
 */
public record Message(List<PhoneNumber> recipients, String text) {

  /** Copies the list. */
  public Message {
    recipients = List.copyOf(recipients);
    requireNonNull(text, "text");
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 12 characters to 2 recipients}
   */
  @Override
  public String toString() {
    return text.length() + " characters to " + recipients.size() + " recipients";
  }
}
