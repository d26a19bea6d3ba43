package dev.yizhan.sandbox.server;

import java.nio.charset.StandardCharsets;

/**
 * An answer.
 *
 * @param contentType with its charset; empty for an answer without a body
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record HttpAnswer(int status, String contentType, byte[] body) {

  /** A text in UTF-8. */
  static HttpAnswer of(int status, String contentType, String text) {
    return new HttpAnswer(
        status, contentType + "; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** A status alone. */
  static HttpAnswer of(int status) {
    return new HttpAnswer(status, "", new byte[0]);
  }
}
