package dev.yizhan.gateway.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads {@code X-Forwarded-For}, {@code -Proto} and {@code -Host} of requests that come from these
 * networks. Those headers of all other requests are ignored.
 */
public record TrustedProxies(Networks networks) {

  private static final Pattern HOST =
      Pattern.compile("[A-Za-z0-9.-]+(:[0-9]+)?|\\[[0-9a-fA-F:.]+](:[0-9]+)?");

  private static final List<String> FORWARDING =
      List.of(
          "Forwarded",
          "X-Forwarded-For",
          "X-Forwarded-Host",
          "X-Forwarded-Proto",
          "X-Real-IP",
          "Via");

  /** The last address that is not a trusted proxy's, and whether that client used TLS. */
  public ClientConnection client(HttpServletRequest request) {
    String peer = request.getRemoteAddr();
    if (!isTrusted(peer)) {
      return new ClientConnection(peer, request.isSecure());
    }
    String address =
        lastFirst(request, "X-Forwarded-For").stream()
            .map(TrustedProxies::withoutPort)
            .filter(each -> !isTrusted(each))
            .findFirst()
            .filter(Networks::isAddress)
            .orElse(peer);
    return new ClientConnection(address, isEncrypted(request));
  }

  /**
   * Whether a proxy forwarded the request that is not among the trusted ones: the client's address
   * is not known then.
   */
  public boolean isForwardedByStranger(HttpServletRequest request) {
    return !isTrusted(request.getRemoteAddr())
        && FORWARDING.stream().anyMatch(header -> request.getHeader(header) != null);
  }

  /** Whether a trusted proxy forwarded the request and does not say for whom. */
  public boolean isForwardedForNobody(HttpServletRequest request) {
    return isTrusted(request.getRemoteAddr()) && isTrusted(client(request).address());
  }

  private static boolean isEncrypted(HttpServletRequest request) {
    return lastFirst(request, "X-Forwarded-Proto").stream()
        .findFirst()
        .map("https"::equalsIgnoreCase)
        .orElse(request.isSecure());
  }

  /** Scheme, host and port by which the client reached the gateway: {@code https://sms.example}. */
  public String origin(HttpServletRequest request) {
    if (!isTrusted(request.getRemoteAddr())) {
      return origin(request, request.getScheme(), Optional.empty());
    }
    Optional<String> host =
        lastFirst(request, "X-Forwarded-Host").stream()
            .findFirst()
            .filter(text -> HOST.matcher(text).matches());
    return origin(request, isEncrypted(request) ? "https" : "http", host);
  }

  private boolean isTrusted(String address) {
    return !networks.networks().isEmpty()
        && Networks.isAddress(address)
        && networks.contains(address);
  }

  /** A proxy appends to the last line of the header, or adds a line of its own. */
  private static List<String> lastFirst(HttpServletRequest request, String header) {
    List<String> values = new ArrayList<>();
    for (String line : Collections.list(request.getHeaders(header))) {
      Arrays.stream(line.split(",", -1)).map(String::strip).forEach(values::add);
    }
    Collections.reverse(values);
    return values;
  }

  private static String withoutPort(String address) {
    if (address.startsWith("[")) {
      int end = address.indexOf(']');
      return end < 0 ? address : address.substring(1, end);
    }
    int colon = address.indexOf(':');
    return colon > 0 && colon == address.lastIndexOf(':') ? address.substring(0, colon) : address;
  }

  private static int defaultPort(String scheme) {
    return scheme.equals("https") ? 443 : 80;
  }

  private static String origin(HttpServletRequest request, String scheme, Optional<String> host) {
    if (host.isPresent()) {
      return scheme + "://" + host.get();
    }
    int port = request.getServerPort();
    // Where a proxy ends TLS, the server guesses the default port of its own scheme.
    boolean isDefault = port == defaultPort(scheme) || port == defaultPort(request.getScheme());
    String name = request.getServerName();
    // Undertow omits the brackets of an IPv6 address.
    String bracketed = name.contains(":") && !name.startsWith("[") ? "[" + name + "]" : name;
    return scheme + "://" + bracketed + (isDefault ? "" : ":" + port);
  }
}
