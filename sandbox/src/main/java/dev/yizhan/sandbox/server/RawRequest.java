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
 * @param contentType of the body, empty without one
 * @param body the bytes of the body, each as one character of ISO 8859-1
 */
public record RawRequest(String method, String target, String contentType, String body) {

  /** Where a request holds a consumer that is told of it. */
  public static final String SEEN = "dev.yizhan.sandbox.seen";

  private static final int LONGEST_BODY = 1 << 20;

  /**
   * Reads a request whole.
   *
   * @param request a request whose body nobody has read
   * @return it
   * @throws IOException where the connection breaks
   */
  public static RawRequest of(HttpServletRequest request) throws IOException {
    RawRequest read = read(request);
    if (request.getAttribute(SEEN) instanceof Consumer<?> seen) {
      @SuppressWarnings("unchecked") // Put there by the sandbox.
      Consumer<RawRequest> told = (Consumer<RawRequest>) seen;
      told.accept(read);
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

  /**
   * The form that it carries: the body of a POST, the query of a GET.
   *
   * @return the form, still encoded
   */
  public String form() {
    if (method.equals("POST")) {
      return body;
    }
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }
}
