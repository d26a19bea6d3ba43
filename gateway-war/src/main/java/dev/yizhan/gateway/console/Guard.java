package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.TrustedProxies;
import dev.yizhan.gateway.soap.UnauthenticatedBodies;
import dev.yizhan.gateway.soap.request.RequestBody;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;

/** Refuses requests before anything is read of them. */
final class Guard {

  /** More than any other form of the console has. */
  private static final int MOST_FORM_BYTES = 16 << 10;

  /** A message and a thousand numbers. */
  private static final int MOST_MESSAGE_BYTES = 64 << 10;

  private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST");
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " form-action 'self'; frame-ancestors 'none'; base-uri 'none'";

  private final ConsoleParts parts;

  Guard(ConsoleParts parts) {
    this.parts = parts;
  }

  /** What every answer has. */
  static void headers(HttpServletResponse response) {
    response.setHeader("Content-Security-Policy", POLICY);
    response.setHeader("Referrer-Policy", "same-origin");
    response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
    response.setHeader("X-Content-Type-Options", "nosniff");
  }

  Optional<Answer> refusal(HttpServletRequest request) {
    TrustedProxies proxies = settings().proxies();
    if (!parts.isOn()) {
      return refused(404, "There is no console: no consumer has the role admin");
    }
    if (proxies.isForwardedByStranger(request)) {
      return refused(
          403,
          "A proxy forwards this request that yizhan.proxies does not name, so it is not known from"
              + " where it comes. Name the proxy");
    }
    if (proxies.isForwardedForNobody(request)) {
      return refused(
          403,
          "This request comes from an address of yizhan.proxies without X-Forwarded-For, so it is"
              + " not known for whom. Have the proxy set that header");
    }
    if (!parts.networks().contains(proxies.client(request).address())) {
      return refused(403, "This address is not in yizhan.console.networks");
    }
    if (!METHODS.contains(request.getMethod())) {
      return refused(405, "GET and POST only");
    }
    if (request.getMethod().equals("POST") && isFromElsewhere(request, proxies)) {
      return refused(403, "This form was sent from another site");
    }
    return parts.environment().stops().getAsBoolean()
        ? refused(503, "The gateway is being stopped. Load this page again in some seconds")
        : Optional.empty();
  }

  private static Optional<Answer> refused(int status, String why) {
    return Optional.of(Answer.text(status, why + "\n"));
  }

  /** Browsers say where a form stands; over plain HTTP by {@code Origin} only. */
  private boolean isFromElsewhere(HttpServletRequest request, TrustedProxies proxies) {
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return !site.equals("same-origin");
    }
    String origin = request.getHeader("Origin");
    return origin != null
        && !origin.equals(proxies.origin(request))
        && settings()
            .publicAddress()
            .map(URI::create)
            .filter(own -> origin.equals(own.getScheme() + "://" + own.getRawAuthority()))
            .isEmpty();
  }

  /**
   * The fields of a POST.
   *
   * @param isMessage whether an admin may have written a message in it
   */
  Form form(HttpServletRequest request, boolean isMessage) throws IOException {
    byte[] body =
        UnauthenticatedBodies.read(
            request,
            () ->
                RequestBody.read(
                    request.getInputStream(),
                    request.getHeader("Content-Encoding"),
                    isMessage ? MOST_MESSAGE_BYTES : MOST_FORM_BYTES,
                    settings().bodyTimeout()));
    return Form.of(new String(body, StandardCharsets.UTF_8));
  }

  private EndpointSettings settings() {
    return parts.environment().settings().get();
  }
}
