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
 * @param items texts and recipients
 * @param sendAt empty for at once
 * @param reference the client's
 * @param maxWait how long the client waits for the outcome
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
   * A text and its recipients.
   *
   * @param recipient a phone number, or a list of them, as given
   * @param reference the client's, for these recipients
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
   * @return for example {@code 2 items}
   */
  @Override
  public String toString() {
    return items.size() + " items";
  }
}
