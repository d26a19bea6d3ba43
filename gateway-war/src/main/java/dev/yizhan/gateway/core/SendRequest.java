package dev.yizhan.gateway.core;

import dev.yizhan.codec.PhoneNumber;
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
 * @param recipients numbers or lists of them, as given
 * @param text what
 * @param sendAt when, if not at once
 * @param expiresAt when it is no longer to be tried
 * @param reference the consumer's own word on it
 * @param options what rides along
 * @param patience how long the consumer waits for the outcome
 */
public record SendRequest(
    Optional<String> requestId,
    Optional<String> channel,
    List<String> recipients,
    String text,
    Optional<Instant> sendAt,
    Optional<Instant> expiresAt,
    Optional<String> reference,
    SendOptions options,
    Duration patience) {

  /** Copies the list. */
  public SendRequest {
    recipients = List.copyOf(recipients);
  }

  /**
   * The same for two requests that ask for the same: channel, recipients in their order, text,
   * times, reference and options. How long one waits does not count.
   *
   * @param numbers the recipients as they were understood
   * @return SHA-256, hexadecimal
   */
  String fingerprint(List<PhoneNumber> numbers) {
    List<String> parts = new ArrayList<>();
    parts.add(channel.orElse(""));
    parts.add(text);
    parts.add(sendAt.map(Instant::toString).orElse(""));
    parts.add(expiresAt.map(Instant::toString).orElse(""));
    parts.add(reference.orElse(""));
    parts.add(options.extension().orElse(""));
    parts.add(options.signature().orElse(""));
    parts.add(options.messageType().orElse(""));
    numbers.forEach(number -> parts.add(number.digits()));
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
   * @return for example {@code 12 characters to 2 entries}
   */
  @Override
  public String toString() {
    return text.length() + " characters to " + recipients.size() + " entries";
  }
}
