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

/**
 * Takes the pushes of vendors at {@code /push/TOKEN}. The vendor is answered with 200 when the
 * store has what it pushed, with 503 when it cannot, so that the vendor pushes again. An unknown
 * token is 404, another sender than allowed 403, another account's records 403.
 */
public final class PushServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(PushServlet.class.getName());

  private final transient Supplier<List<PushDoor>> doors;
  private final transient Accounts accounts;
  private final transient Pushes pushes;
  private final transient Supplier<EndpointSettings> endpoint;

  /**
   * Opens doors.
   *
   * @param doors where vendors may push to now
   * @param accounts whose they are
   * @param pushes takes them in
   * @param endpoint rules in use now
   */
  public PushServlet(
      Supplier<List<PushDoor>> doors,
      Accounts accounts,
      Pushes pushes,
      Supplier<EndpointSettings> endpoint) {
    this.doors = doors;
    this.accounts = accounts;
    this.pushes = pushes;
    this.endpoint = endpoint;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Optional<PushDoor> door = door(request.getPathInfo());
    String address = endpoint.get().proxies().client(request).address();
    if (door.isEmpty()) {
      write(response, HttpServletResponse.SC_NOT_FOUND, "not found");
    } else if (!door.get().addresses().contains(address)) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A push to account {0} from {1} is not allowed (push-addresses)",
          door.get().account(),
          address);
      write(response, HttpServletResponse.SC_FORBIDDEN, "not allowed");
    } else if (!"POST".equals(request.getMethod())) {
      response.setHeader("Allow", "POST");
      write(response, HttpServletResponse.SC_METHOD_NOT_ALLOWED, "POST only");
    } else {
      take(door.get(), request, response);
    }
  }

  /** All doors are tried, so that the time tells nothing. */
  private Optional<PushDoor> door(@org.jspecify.annotations.Nullable String path) {
    String token = path == null || path.isEmpty() ? "" : path.substring(1);
    Optional<PushDoor> found = Optional.empty();
    for (PushDoor door : doors.get()) {
      if (door.isToken(token)) {
        found = Optional.of(door);
      }
    }
    return found;
  }

  private void take(PushDoor door, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    int longestBody = endpoint.get().maxBodyBytes();
    byte[] body = request.getInputStream().readNBytes(longestBody + 1);
    if (body.length > longestBody) {
      write(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, "too large");
      return;
    }
    Optional<Account> account = accounts.find(door.account());
    if (account.isEmpty()) {
      // It has just gone from the configuration.
      write(response, HttpServletResponse.SC_NOT_FOUND, "not found");
      return;
    }
    try {
      if (pushes.accept(account.get().source(), door.reader(), door.names()::contains, body)) {
        write(response, HttpServletResponse.SC_OK, door.answer());
      } else {
        write(response, HttpServletResponse.SC_FORBIDDEN, "another account");
      }
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "A push to account {0} cannot be written down now: {1}",
          door.account(),
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
