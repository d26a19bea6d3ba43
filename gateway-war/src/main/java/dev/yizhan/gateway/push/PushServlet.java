package dev.yizhan.gateway.push;

import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.record.Pushes;
import dev.yizhan.gateway.security.EndpointSettings;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Receives the pushes of vendors at {@code /push/TOKEN}: 200 once the records are persisted, 503
 * where they cannot be, so that the vendor pushes again. 404 for an unknown token, 403 for an
 * address that is not allowed and for another account's records.
 */
public final class PushServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(PushServlet.class.getName());

  private final transient Supplier<List<PushEndpoint>> endpoints;
  private final transient Accounts accounts;
  private final transient Pushes pushes;
  private final transient Supplier<EndpointSettings> settings;

  /** Takes endpoints and settings anew for each request. */
  public PushServlet(
      Supplier<List<PushEndpoint>> endpoints,
      Accounts accounts,
      Pushes pushes,
      Supplier<EndpointSettings> settings) {
    this.endpoints = endpoints;
    this.accounts = accounts;
    this.pushes = pushes;
    this.settings = settings;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PushEndpoint> endpoint = find(request.getPathInfo());
    String address = settings.get().proxies().client(request).address();
    if (endpoint.isEmpty()) {
      write(response, HttpServletResponse.SC_NOT_FOUND, "not found");
    } else if (!endpoint.get().addresses().contains(address)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Refused a push to account {0} from {1} (setting: push-addresses)",
          endpoint.get().account(),
          address);
      write(response, HttpServletResponse.SC_FORBIDDEN, "not allowed");
    } else if (!"POST".equals(request.getMethod())) {
      response.setHeader("Allow", "POST");
      write(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "POST only");
    } else {
      receive(endpoint.get(), request, response);
    }
  }

  /** Compares all tokens, so that the time discloses nothing about them. */
  private Optional<PushEndpoint> find(@Nullable String path) {
    String token = path == null || path.isEmpty() ? "" : path.substring(1);
    Optional<PushEndpoint> found = Optional.empty();
    for (PushEndpoint endpoint : endpoints.get()) {
      if (endpoint.hasToken(token)) {
        found = Optional.of(endpoint);
      }
    }
    return found;
  }

  private void receive(
      PushEndpoint endpoint, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int maxBodyBytes = settings.get().maxBodyBytes();
    byte[] body = request.getInputStream().readNBytes(maxBodyBytes + 1);
    if (body.length > maxBodyBytes) {
      write(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "too large");
      return;
    }
    Optional<Account> account = accounts.find(endpoint.account());
    if (account.isEmpty()) {
      // Removed from the configuration since the endpoint was found.
      write(response, HttpServletResponse.SC_NOT_FOUND, "not found");
      return;
    }
    try {
      if (pushes.accept(
          account.get().source(),
          endpoint.format(),
          body,
          Optional.ofNullable(request.getHeader("Content-Type")).orElse(""))) {
        write(response, HttpServletResponse.SC_OK, endpoint.answer());
      } else {
        write(response, HttpServletResponse.SC_FORBIDDEN, "another account");
      }
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "Persisting a push to account {0} failed: {1}",
          endpoint.account(),
          e.getMessage());
      write(response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, "try again later");
    }
  }

  private static void write(HttpServletResponse response, int status, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    response.setStatus(status);
    response.setContentType("text/plain; charset=utf-8");
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
