package dev.yizhan.gateway.core.operation;

import dev.yizhan.codec.PhoneNumber;
import java.util.Optional;

/**
 * The text of a message to one recipient, as the consumer gave it.
 *
 * @param text empty if it cannot be decrypted, for example because its key is missing
 */
public record StoredText(PhoneNumber number, Optional<String> text) {

  /** Discloses neither number nor text. */
  @Override
  public String toString() {
    return "StoredText";
  }
}
