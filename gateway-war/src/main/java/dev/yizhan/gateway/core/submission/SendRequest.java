package dev.yizhan.gateway.core.submission;

import dev.yizhan.vendor.SendOptions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a consumer asks to send.
 *
 * @param requestId makes the request safe to repeat
 * @param channel over which channel
 * @param items who gets what
 * @param sendAt when, if not at once
 * @param expiresAt when it is no longer to be tried
 * @param reference the consumer's own word on it
 * @param options what rides along
 * @param maxWait how long the consumer waits for the outcome
 */
public record SendRequest(
    Optional<String> requestId,
    Optional<String> channel,
    List<Item> items,
    Optional<Instant> sendAt,
    Optional<Instant> expiresAt,
    Optional<String> reference,
    SendOptions options,
    Duration maxWait) {

  /**
   * A text and to whom it goes.
   *
   * @param recipient a number, or a list of them, as given
   * @param text what
   * @param reference the consumer's own word on this one
   */
  public record Item(String recipient, String text, Optional<String> reference) {

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
    items = List.copyOf(items);
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
   * @param maxWait how long the consumer waits for the outcome
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
        recipients.stream().map(to -> new Item(to, text, Optional.empty())).toList(),
        sendAt,
        expiresAt,
        reference,
        options,
        maxWait);
  }

  /**
   * Counts only: numbers and texts stay out of logs.
   *
   * @return for example {@code 2 letters}
   */
  @Override
  public String toString() {
    return items.size() + " letters";
  }
}
