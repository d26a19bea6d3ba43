package dev.yizhan.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The proxies before us that are believed when they say who calls: {@code X-Forwarded-For}, {@code
 * -Proto} and {@code -Host} of everybody else count for nothing.
 *
 * @param named where they are
 */
public record Proxies(Networks named) {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?|\\[[0-9a-fA-F:.]+](:[0-9]+)?");

  /**
   * Tells from where a request comes.
   *
   * @param request which
   * @return who sent it, as far as that is known
   */
  public Caller caller(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    if (!isNamed(peer)) {
      return new Caller(peer, request.isSecure());
    }
    String address =
        last(request, "X-Forwarded-For").stream()
            .map(Proxies::bare)
            .filter(each -> !isNamed(each))
            .findFirst()
            .filter(Networks::isAddress)
            .orElse(peer);
    return new Caller(address, isEncrypted(request));
  }

  private static boolean isEncrypted(HttpServletRequest request) {
    return last(request, "X-Forwarded-Proto").stream()
        .findFirst()
        .map("https"::equalsIgnoreCase)
        .orElse(request.isSecure());
  }

  /**
   * Tells how a request reached us.
   *
   * @param request which
   * @return scheme, host and port: {@code https://sms.example:8443}
   */
  public String origin(HttpServletRequest request) {
    if (!isNamed(request.getRemoteAddr())) {
      return origin(request, request.getScheme(), Optional.empty());
    }
    Optional<String> host =
        last(request, "X-Forwarded-Host").stream()
            .findFirst()
            .filter(text -> HOST.matcher(text).matches());
    return origin(request, isEncrypted(request) ? "https" : "http", host);
  }

  private boolean isNamed(String address) {
    return !named.networks().isEmpty() && Networks.isAddress(address) && named.contain(address);
  }

  /**
   * The values of a header, those that the last proxy wrote first: it adds to the line that is
   * there, or a line of its own.
   */
  private static List<String> last(HttpServletRequest request, String header) {
    List<String> lines = Collections.list(request.getHeaders(header));
    List<String> values = new ArrayList<>();
    lines.forEach(
        line -> Arrays.stream(line.split(",", -1)).map(String::strip).forEach(values::add));
    Collections.reverse(values);
    return values;
  }

  /** Some write the port behind the address. */
  private static String bare(String address) {
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      return end < 0 ? address : address.substring(1, end);
    }
    int colon = address.indexOf(':');
    return colon > 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
  }

  private static int usual(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String origin(HttpServletRequest request, String scheme, Optional<String> host) {
    if (host.isPresent()) {
      return scheme + "://" + host.get();
    }
    int port = request.getServerPort();
    // Where TLS ends before us, the port that the server guesses is that of its own scheme.
    boolean usual = port == usual(scheme) || port == usual(request.getScheme());
    // Undertow leaves the brackets of an IPv6 address away.
    String name = request.getServerName();
    String written = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    return scheme + "://" + written + (usual ? "" : ":" + port);
  }
}
