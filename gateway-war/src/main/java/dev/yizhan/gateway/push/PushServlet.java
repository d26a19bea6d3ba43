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
 * Receives the pushes of vendors at {@code /push/TOKEN}. Responds with 200 once the records are
 * stored, and with 503 if they cannot be, so that the vendor pushes again. An unknown token is 404,
 * a sender that is not allowed 403, records of another account 403.
 */
public final class PushServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(PushServlet.class.getName());

  private final transient Supplier<List<PushAddress>> addresses;
  private final transient Accounts accounts;
  private final transient Pushes pushes;
  private final transient Supplier<EndpointSettings> endpoint;

  /**
   * Serves the push addresses.
   *
   * @param addresses those of the current configuration
   * @param endpoint the rules of the current configuration
   */
  public PushServlet(
      Supplier<List<PushAddress>> addresses,
      Accounts accounts,
      Pushes pushes,
      Supplier<EndpointSettings> endpoint) {
    this.addresses = addresses;
    this.accounts = accounts;
    this.pushes = pushes;
    this.endpoint = endpoint;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PushAddress> target = find(request.getPathInfo());
    String client = endpoint.get().proxies().client(request).address();
    if (target.isEmpty()) {
      write(response, HttpServletResponse.SC_NOT_FOUND, "not found");
    } else if (!target.get().addresses().contains(client)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A push to account {0} from {1} is not allowed (push-addresses)",
          target.get().account(),
          client);
      write(response, HttpServletResponse.SC_FORBIDDEN, "not allowed");
    } else if (!"POST".equals(request.getMethod())) {
      response.setHeader("Allow", "POST");
      write(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "POST only");
    } else {
      receive(target.get(), request, response);
    }
  }

  /** Compares with every token, so that the time discloses nothing. */
  private Optional<PushAddress> find(@Nullable String path) {
    String token = path == null || path.isEmpty() ? "" : path.substring(1);
    Optional<PushAddress> found = Optional.empty();
    for (PushAddress address : addresses.get()) {
      if (address.isToken(token)) {
        found = Optional.of(address);
      }
    }
    return found;
  }

  private void receive(PushAddress target, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int longestBody = endpoint.get().maxBodyBytes();
    byte[] body = request.getInputStream().readNBytes(longestBody + 1);
    if (body.length > longestBody) {
      write(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "too large");
      return;
    }
    Optional<Account> account = accounts.find(target.account());
    if (account.isEmpty()) {
      // The configuration has changed since.
      write(response, HttpServletResponse.SC_NOT_FOUND, "not found");
      return;
    }
    try {
      if (pushes.accept(account.get().source(), target.reader(), target.names()::contains, body)) {
        write(response, HttpServletResponse.SC_OK, target.answer());
      } else {
        write(response, HttpServletResponse.SC_FORBIDDEN, "another account");
      }
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A push to account {0} cannot be stored now: {1}",
          target.account(),
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
