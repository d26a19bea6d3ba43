package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;
import java.util.stream.IntStream;

/**
 * One call to a vendor: as many recipients as it takes at once, and what is sent.
 *
 * @param positions from 0, of the message's recipients for whom it is, in the order of {@code
 *     recipients}; more of them if a number was given two texts that are sent as one
 * @param recipients each once, within the vendor's limit
 * @param texts as they are sent, escaped as the vendor wants it: one, or one for each recipient
 */
public record VendorCall(
    List<Integer> positions,
    List<PhoneNumber> recipients,
    List<String> texts,
    SendOptions options) {

  /** Copies the lists. */
  public VendorCall {
    positions = List.copyOf(positions);
    recipients = List.copyOf(recipients);
    texts = List.copyOf(texts);
    requireNonNull(options, "options");
  }

  /**
   * One text to all recipients of a message.
   *
   * @param text as it is sent
   */
  public VendorCall(List<PhoneNumber> recipients, String text) {
    this(
        IntStream.range(0, recipients.size()).boxed().toList(),
        recipients,
        List.of(text),
        SendOptions.NONE);
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
    return new VendorCall(positions, recipients, texts, options.withId(id));
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
