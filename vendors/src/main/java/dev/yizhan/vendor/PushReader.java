package dev.yizhan.vendor;

import dev.yizhan.vendor.record.Push;

/** Reads the body of a request by which a vendor pushes reports or inbound messages. */
@FunctionalInterface
public interface PushReader {

  /**
   * Reads a push.
   *
   * @param body the body of the request, at most as long as the receiver allows
   * @param contentType the header as received, empty if there is none; the charset that it declares
   *     is not reliable ({@link dev.yizhan.codec.charset.CharsetDetector})
   * @return its records, broken ones among them as they came
   * @throws IllegalArgumentException whose message says what is wrong and quotes nothing of the
   *     body
   */
  Push read(byte[] body, String contentType);
}
