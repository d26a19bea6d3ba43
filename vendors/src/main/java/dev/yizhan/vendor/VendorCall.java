package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;

/**
 * One call to a vendor: as many recipients as it takes at once, and what is sent.
 *
 * @param recipients each once, within the vendor's limit
 * @param texts as they are sent, escaped as the vendor wants it: one, or one for each recipient
 */
public record VendorCall(List<PhoneNumber> recipients, List<String> texts, SendOptions options) {

  /** Copies the lists. */
  public VendorCall {
    recipients = List.copyOf(recipients);
    texts = List.copyOf(texts);
    requireNonNull(options, "options");
  }

  /**
   * One text to all.
   *
   * @param text as it is sent
   */
  public VendorCall(List<PhoneNumber> recipients, String text) {
    this(recipients, List.of(text), SendOptions.NONE);
  }

  /**
   * The text of a call that has one.
   *
   * @return the first
   */
  public String text() {
    return texts.get(0);
  }

  /**
   * The same with the client's id.
   *
   * @param id of the call
   * @return a copy
   */
  public VendorCall withId(String id) {
    return new VendorCall(recipients, texts, options.withId(id));
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 1 text(s) to 2 recipient(s)}
   */
  @Override
  public String toString() {
    return texts.size() + " text(s) to " + recipients.size() + " recipient(s)";
  }
}
