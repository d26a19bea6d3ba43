package dev.yizhan.sandbox;

import jakarta.json.Json;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a foreign web page makes a browser send: those for another host (DNS
 * rebinding) and those with another origin.
 */
final class LocalHostFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;
  private static final Set<Integer> DEFAULT_PORTS = Set.of(80, 443);

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<String> refusal = refusal(request);
    if (refusal.isEmpty()) {
      chain.doFilter(request, response);
      return;
    }
    byte[] body =
        Json.createObjectBuilder()
            .add("error", refusal.get())
            .build()
            .toString()
            .getBytes(StandardCharsets.UTF_8);
    response.setStatus(HttpServletResponse.SC_FORBIDDEN);
    response.setContentType("application/json; charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  private static Optional<String> refusal(HttpServletRequest request) {
    if (!LocalHosts.isAccepted(request.getServerName())) {
      return Optional.of(
          "Host must be localhost or an address of this machine. Name other hosts in the system"
              + " property "
              + LocalHosts.NAMES
              + ", separated by commas.");
    }
    return isOwn(request.getHeader("Origin"), request)
        ? Optional.empty()
        : Optional.of(
            "Origin must be the sandbox's own address. Other web pages may not use the sandbox.");
  }

  private static boolean isOwn(@Nullable String origin, HttpServletRequest request) {
    if (origin == null) {
      return true;
    }
    try {
      URI address = URI.create(origin);
      int port = address.getPort();
      return request.getServerName().equalsIgnoreCase(address.getHost())
          && (port < 0
              ? DEFAULT_PORTS.contains(request.getServerPort())
              : port == request.getServerPort());
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
