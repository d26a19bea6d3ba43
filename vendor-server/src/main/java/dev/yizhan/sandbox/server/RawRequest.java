package dev.yizhan.sandbox.server;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

  private static final Pattern CHARSET =
      Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s\";]+)", Pattern.CASE_INSENSITIVE);

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
    String type = request.getHeader("Content-Type");
    return new RawRequest(
        request.getMethod(),
        request.getRequestURI() + (query == null ? "" : "?" + query),
        type == null ? "" : type,
        new String(request.getInputStream().readNBytes(LONGEST_BODY), StandardCharsets.ISO_8859_1));
  }

  /** The form in the request, still encoded: the body of a POST, the query of a GET. */
  public String form() {
    return method.equals("POST") ? body : query();
  }

  /** The path, not decoded. */
  public String path() {
    int query = target.indexOf('?');
    return query < 0 ? target : target.substring(0, query);
  }

  /** The query, not decoded; empty if there is none. */
  public String query() {
    int query = target.indexOf('?');
    return query < 0 ? "" : target.substring(query + 1);
  }

  /** The media type of the body, in small letters; empty if there is none. */
  String mediaType() {
    return contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
  }

  /** The charset of the body by its header, in small letters. */
  Optional<String> charset() {
    Matcher charset = CHARSET.matcher(contentType);
    return charset.find()
        ? Optional.of(charset.group(1).toLowerCase(Locale.ROOT))
        : Optional.empty();
  }
}
