package dev.yizhan.gateway.core.submission;

import dev.yizhan.vendor.SendOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A request to send.
 *
 * @param requestId makes the request safe to repeat
 * @param channel empty to use the routes
 * @param sendAt empty for at once
 * @param reference the client's
 * @param maxWait how long the client waits for the outcome
 */
public record SendRequest(
    Optional<String> requestId,
    Optional<String> channel,
    Content content,
    Optional<Instant> sendAt,
    Optional<Instant> expiresAt,
    Optional<String> reference,
    Duration maxWait) {

  /**
   * The same text for all recipients.
   *
   * @param recipients phone numbers or lists of them, as given
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
      Duration maxWait) {
    this(
        requestId,
        channel,
        Content.of(recipients, text, options),
        sendAt,
        expiresAt,
        reference,
        maxWait);
  }

  /**
   * A text to be sent at once, without options.
   *
   * @param recipients phone numbers or lists of them, as given
   */
  public static SendRequest ofText(
      String requestId,
      Optional<String> channel,
      List<String> recipients,
      String text,
      Duration maxWait) {
    return new SendRequest(
        Optional.of(requestId),
        channel,
        recipients,
        text,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        SendOptions.NONE,
        maxWait);
  }

  /** The same request of a client that does not wait for the outcome. */
  public SendRequest withoutWaiting() {
    return new SendRequest(
        requestId, channel, content, sendAt, expiresAt, reference, Duration.ZERO);
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 1 text(s) to 2 recipient(s)}
   */
  @Override
  public String toString() {
    return content.toString();
  }
}
