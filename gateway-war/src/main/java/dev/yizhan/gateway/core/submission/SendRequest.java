package dev.yizhan.gateway.core.submission;

import dev.yizhan.vendor.SendOptions;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer asks to send.
 *
 * @param requestId makes the request safe to repeat
 * @param channel over which channel
 * @param letters who gets what
 * @param sendAt when, if not at once
 * @param expiresAt when it is no longer to be tried
 * @param reference the consumer's own word on it
 * @param options what rides along
 * @param patience how long the consumer waits for the outcome
 */
public record SendRequest(
    Optional<String> requestId,
    Optional<String> channel,
    List<Letter> letters,
    Optional<Instant> sendAt,
    Optional<Instant> expiresAt,
    Optional<String> reference,
    SendOptions options,
    Duration patience) {

  /**
   * A text and to whom it goes.
   *
   * @param recipient a number, or a list of them, as given
   * @param text what
   * @param reference the consumer's own word on this one
   */
  public record Letter(String recipient, String text, Optional<String> reference) {

    /**
     * Counts only: numbers and texts stay out of logs.
     *
     * @return for example {@code 12 characters}
     */
    @Override
    public String toString() {
      return text.length() + " characters";
    }
  }

  /** Copies the list. */
  public SendRequest {
    letters = List.copyOf(letters);
  }

  /**
   * One text for all.
   *
   * @param requestId makes the request safe to repeat
   * @param channel over which channel
   * @param recipients numbers or lists of them, as given
   * @param text what
   * @param sendAt when, if not at once
   * @param expiresAt when it is no longer to be tried
   * @param reference the consumer's own word on it
   * @param options what rides along
   * @param patience how long the consumer waits for the outcome
   */
  public SendRequest(
      Optional<String> requestId,
      Optional<String> channel,
      List<String> recipients,
      String text,
      Optional<Instant> sendAt,
      Optional<Instant> expiresAt,
      Optional<String> reference,
      SendOptions options,
      Duration patience) {
    this(
        requestId,
        channel,
        recipients.stream().map(to -> new Letter(to, text, Optional.empty())).toList(),
        sendAt,
        expiresAt,
        reference,
        options,
        patience);
  }

  /**
   * The same for two requests that ask for the same: channel, recipients in their order, texts,
   * times, references and options. How long one waits does not count.
   *
   * @param to the letters as they were understood
   * @return SHA-256, hexadecimal
   */
  public String fingerprint(RecipientList to) {
    List<String> parts = new ArrayList<>();
    parts.add(channel.orElse(""));
    parts.addAll(to.texts());
    parts.add(sendAt.map(Instant::toString).orElse(""));
    parts.add(expiresAt.map(Instant::toString).orElse(""));
    parts.add(reference.orElse(""));
    parts.add(options.extension().orElse(""));
    parts.add(options.signature().orElse(""));
    parts.add(options.messageType().orElse(""));
    to.numbers().forEach(number -> parts.add(number.digits()));
    to.references().forEach(own -> parts.add(own.orElse("")));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 2 letters}
   */
  @Override
  public String toString() {
    return letters.size() + " letters";
  }
}
