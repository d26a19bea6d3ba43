package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;

/**
 * One call to a vendor: as many recipients as it takes at once, and the text as it goes out.
 *
 * @param recipients each once, within the vendor's limit
 * @param text escaped as the vendor wants it, encodable in its charset
 */
public record VendorCall(List<PhoneNumber> recipients, String text) {

  /** Copies the list. */
  public VendorCall {
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
