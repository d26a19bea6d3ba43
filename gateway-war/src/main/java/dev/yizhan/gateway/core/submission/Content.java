package dev.yizhan.gateway.core.submission;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.SendOptions;
import java.util.List;

/**
 * What a submission says, as the consumer wrote it. A store keeps it encrypted.
 *
 * @param texts one for all recipients, or one for each, by {@link Recipient#position}
 * @param options what rides along
 * @param fingerprint of all that makes two requests the same, see {@link Fingerprint}
 */
public record Content(List<String> texts, SendOptions options, String fingerprint) {

  /** Copies the list. */
  public Content {
    texts = List.copyOf(texts);
    requireNonNull(options, "options");
    requireNonNull(fingerprint, "fingerprint");
  }

  /**
   * One text for all.
   *
   * @param text what
   * @param options what rides along
   * @param fingerprint of all that makes two requests the same
   */
  public Content(String text, SendOptions options, String fingerprint) {
    this(List.of(text), options, fingerprint);
  }

  /** What some of the recipients get. */
  public Message message(List<Recipient> recipients) {
    List<PhoneNumber> numbers = recipients.stream().map(Recipient::number).toList();
    return new Message(
        numbers,
        texts.size() == 1
            ? texts
            : recipients.stream().map(recipient -> texts.get(recipient.position())).toList(),
        options);
  }

  /**
   * Counts only: texts stay out of logs.
   *
   * @return for example {@code 1 text(s)}
   */
  @Override
  public String toString() {
    return texts.size() + " text(s)";
  }
}
