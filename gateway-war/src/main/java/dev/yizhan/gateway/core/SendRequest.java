package dev.yizhan.gateway.core;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer asks to send.
 *
 * @param requestId makes the request safe to repeat
 * @param channel over which channel
 * @param recipients numbers or lists of them, as given
 * @param text what
 * @param reference the consumer's own word on it
 * @param patience how long the consumer waits for the outcome
 */
public record SendRequest(
    Optional<String> requestId,
    Optional<String> channel,
    List<String> recipients,
    String text,
    Optional<String> reference,
    Duration patience) {

  /** Copies the list. */
  public SendRequest {
    recipients = List.copyOf(recipients);
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
