package dev.yizhan.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.apache.hc.core5.http.HttpEntity;

/** Reads a response to its end, unzips it, and limits its length. */
final class ResponseReader {

  private ResponseReader() {}

  /**
   * Reads a response.
   *
   * @param maxBytes of the unzipped body
   * @param cut closes the connection; closing the body alone would first read it to its end
   * @throws AnswerTooLongException if the unzipped body is longer; the connection has been cut
   */
  static VendorResponse read(ClassicHttpResponse response, int maxBytes, Runnable cut)
      throws IOException {
    HttpEntity entity = response.getEntity();
    Header type = response.getFirstHeader("Content-Type");
    return new VendorResponse(
        response.getCode(),
        type == null ? "" : type.getValue(),
        entity == null ? new byte[0] : body(entity, isZipped(response), maxBytes, cut));
  }

  private static boolean isZipped(ClassicHttpResponse response) {
    Header encoding = response.getFirstHeader("Content-Encoding");
    return encoding != null && encoding.getValue().toLowerCase(Locale.ROOT).contains("gzip");
  }

  private static byte[] body(HttpEntity entity, boolean zipped, int maxBytes, Runnable cut)
      throws IOException {
    try (InputStream content = entity.getContent();
        InputStream plain = zipped ? unzipped(content) : content) {
      byte[] body = plain.readNBytes(maxBytes + 1);
      if (body.length > maxBytes) {
        cut.run();
        throw new AnswerTooLongException();
      }
      return body;
    }
  }

  /** Some servers declare an empty body as zipped, which GZIPInputStream would reject. */
  private static InputStream unzipped(InputStream content) throws IOException {
    PushbackInputStream peeked = new PushbackInputStream(content);
    int first = peeked.read();
    if (first < 0) {
      return peeked;
    }
    peeked.unread(first);
    return new GZIPInputStream(peeked);
  }

  static final class AnswerTooLongException extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLongException() {
      super("The answer is too long");
    }
  }
}
