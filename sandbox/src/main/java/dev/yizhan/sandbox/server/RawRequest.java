package dev.yizhan.sandbox.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/**
 * A request as the vendor saw it.
 *
 * @param method GET or POST
 * @param target path and query, not decoded
 * @param contentType of the body; empty if there is none
 * @param body the bytes of the body, each as one character of ISO 8859-1
 */
public record RawRequest(String method, String target, String contentType, String body) {

  /** The request attribute with a consumer that gets every request read. */
  public static final String SEEN = "dev.yizhan.sandbox.seen";

  private static final int LONGEST_BODY = 1 << 20;

  /**
   * Reads a whole request, of which at most 1 MiB of the body.
   *
   * @param request one whose body has not been read yet
   * @throws IOException if the connection breaks
   */
  public static RawRequest of(HttpServletRequest request) throws IOException {
    RawRequest read = read(request);
    if (request.getAttribute(SEEN) instanceof Consumer<?> seen) {
      @SuppressWarnings("unchecked") // Set by the sandbox.
      Consumer<RawRequest> listener = (Consumer<RawRequest>) seen;
      listener.accept(read);
    }
    return read;
  }

  private static RawRequest read(HttpServletRequest request) throws IOException {
    String query = request.getQueryString();
    String type = request.getContentType();
    return new RawRequest(
        request.getMethod(),
        request.getRequestURI() + (query == null ? "" : "?" + query),
        type == null ? "" : type,
        new String(request.getInputStream().readNBytes(LONGEST_BODY), StandardCharsets.ISO_8859_1));
  }

  /** The form in the request, still encoded: the body of a POST, the query of a GET. */
  public String form() {
    if (method.equals("POST")) {
      return body;
    }
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }
}
