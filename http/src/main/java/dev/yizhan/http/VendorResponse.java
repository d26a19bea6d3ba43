package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

/**
 * The complete response of a vendor's server.
 *
 * @param contentType the header as received, empty if there is none; the charset that a vendor
 *     declares is not reliable: {@link dev.yizhan.codec.charset.CharsetDetector} decides
 * @param body unzipped
 */
@SuppressWarnings("ArrayRecordComponent") // Responses are not compared.
public record VendorResponse(int status, String contentType, byte[] body) {

  /** Checks that nothing is {@code null}. */
  public VendorResponse {
    requireNonNull(contentType, "contentType");
    requireNonNull(body, "body");
  }

  /** Without content: {@code HTTP 200, text/html, 57 bytes}. */
  @Override
  public String toString() {
    return "HTTP " + status + ", " + contentType + ", " + body.length + " bytes";
  }
}
