package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

/**
 * What a vendor's server sent back, whole.
 *
 * @param status the HTTP status
 * @param contentType its Content-Type as it came, empty where it has none; a vendor's word on its
 *     charset is not to be trusted
 * @param body the bytes, unpacked if they came packed
 */
@SuppressWarnings("ArrayRecordComponent") // The bytes as they came; answers are not compared.
public record VendorResponse(int status, String contentType, byte[] body) {

  /** Checks that nothing is {@code null}. */
  public VendorResponse {
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
  }

  /**
   * Shows no content.
   *
   * @return for example {@code HTTP 200, text/html, 57 bytes}
   */
  @Override
  public String toString() {
    return "HTTP " + status + ", " + contentType + ", " + body.length + " bytes";
  }
}
