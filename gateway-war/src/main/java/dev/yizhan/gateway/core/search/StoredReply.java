package dev.yizhan.gateway.core.search;

import java.util.Optional;

/**
 * The text of an inbound message.
 *
 * @param consumer its owner; empty if it has none
 * @param number the phone
 * @param text empty if it cannot be decrypted, for example because its key is missing
 */
public record StoredReply(String consumer, String number, Optional<String> text) {

  /** Discloses neither number nor text. */
  @Override
  public String toString() {
    return "StoredReply";
  }
}
