package dev.yizhan.gateway.answer;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * An HTTP answer.
 *
 * @param contentType with its charset
 * @param headers further ones, by name
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
public record Answer(int status, String contentType, byte[] body, Map<String, String> headers) {

  /** An answer without further headers. */
  public Answer(int status, String contentType, byte[] body) {
    this(status, contentType, body, Map.of());
  }

  /** A text in UTF-8. */
  public static Answer text(int status, String text) {
    return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  /** 503, to be tried again after some seconds. */
  static Answer busy() {
    return new Answer(
        HttpServletResponse.SC_SERVICE_UNAVAILABLE,
        "text/plain; charset=utf-8",
        "Too many answers wait for slow readers. Call again in some seconds\n"
            .getBytes(StandardCharsets.UTF_8),
        Map.of("Retry-After", "5"));
  }

  void write(HttpServletResponse response) throws IOException {
    writeHead(response);
    response.getOutputStream().write(body);
  }

  /** Sets everything except the body. */
  void writeHead(HttpServletResponse response) {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    headers.forEach(response::setHeader);
  }
}
