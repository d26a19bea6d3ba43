package dev.yizhan.gateway.core.submission;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.SendOptions;
import java.util.List;

/**
 * The texts and options of a submission, as the client gave them. Stores encrypt it.
 *
 * @param texts one for all recipients, or one for each, by {@link Recipient#position}
 * @param fingerprint of the request, see {@link Fingerprint}
 */
public record Content(List<String> texts, SendOptions options, String fingerprint) {

  /** Copies the list. */
  public Content {
    texts = List.copyOf(texts);
    requireNonNull(options, "options");
    requireNonNull(fingerprint, "fingerprint");
  }

  /** One text for all recipients. */
  public Content(String text, SendOptions options, String fingerprint) {
    this(List.of(text), options, fingerprint);
  }

  /** The message to some of the recipients. */
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
