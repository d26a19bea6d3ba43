package dev.yizhan.gateway.core;

import static java.util.Objects.requireNonNull;

import dev.yizhan.vendor.SendOptions;

/**
 * What a submission says, as the consumer wrote it. A store keeps it encrypted.
 *
 * @param text what
 * @param options what rides along
 * @param fingerprint of all that makes two requests the same, see {@link SendRequest#fingerprint}
 */
public record Content(String text, SendOptions options, String fingerprint) {

  /** Checks that nothing is {@code null}. */
  public Content {
    requireNonNull(text, "text");
    requireNonNull(options, "options");
    requireNonNull(fingerprint, "fingerprint");
  }

  /**
   * Counts only: texts stay out of logs.
   *
   * @return for example {@code 12 characters}
   */
  @Override
  public String toString() {
    return text.length() + " characters";
  }
}
