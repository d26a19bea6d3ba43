package dev.yizhan.gateway.door;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.answer.PendingAnswer;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.ClientConnection;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.soap.Failures;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.gateway.soap.UnauthenticatedBodies;
import dev.yizhan.gateway.soap.request.RequestBody;
import dev.yizhan.sandbox.server.HttpAnswer;
import dev.yizhan.sandbox.server.HttpCall;
import dev.yizhan.sandbox.server.RawRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * The front doors, at {@code /door/VENDOR/} and the vendor's own path. What a vendor's protocol has
 * no word for is an HTTP status with a text that says what to do.
 */
public final class DoorServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** The servlet's path in the WAR. */
  public static final String PATH = "/door";

  /**
   * The request attribute of the runnable jar for a request to a front door's own host name or
   * port: there the vendor's root is that of the address.
   */
  public static final String AT_ROOT = "dev.yizhan.door.at-root";

  /** What Jetty puts in the place of bytes that are no UTF-8. */
  private static final char REPLACEMENT = '\uFFFD';

  private static final String SERVER_ERROR = "Server error: it is unknown what was done\n";

  private final transient Supplier<List<OpenDoor>> doors;
  private final transient DoorCore core;
  private final transient SoapServlet.Environment environment;

  /**
   * Takes doors and settings anew for each request.
   *
   * @param doors those that are switched on
   * @param environment as of the SOAP services
   */
  public DoorServlet(
      Supplier<List<OpenDoor>> doors, DoorCore core, SoapServlet.Environment environment) {
    this.doors = doors;
    this.core = core;
    this.environment = environment;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String below = request.getRequestURI().substring(request.getContextPath().length());
    String rest = below.startsWith(PATH + "/") ? below.substring(PATH.length() + 1) : "";
    int slash = rest.indexOf('/');
    String name = slash < 0 ? rest : rest.substring(0, slash);
    Optional<OpenDoor> open =
        doors.get().stream().filter(each -> each.name().equals(name)).findFirst();
    if (open.isEmpty()) {
      refuse(request, response, HttpServletResponse.SC_NOT_FOUND, "There is no such front door\n");
      return;
    }
    long start = System.nanoTime();
    EndpointSettings current = environment.settings().get();
    ClientConnection client = current.proxies().client(request);
    Optional<Refusal> refusal = refusal(request, open.get(), current, client);
    if (refusal.isPresent()) {
      refuse(request, response, refusal.get().status(), refusal.get().text());
      return;
    }
    try {
      answer(request, response, open.get(), client, slash < 0 ? "/" : rest.substring(slash), start);
    } catch (GatewayException e) {
      refuse(request, response, status(e.code()), e.getMessage() + "\n");
    }
  }

  private record Refusal(int status, String text) {}

  /** Before anything of the request's secrets is read. */
  private Optional<Refusal> refusal(
      HttpServletRequest request,
      OpenDoor open,
      EndpointSettings current,
      ClientConnection client) {
    boolean isGet = request.getMethod().equals("GET");
    if (!isGet && !request.getMethod().equals("POST")) {
      return Optional.of(
          new Refusal(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "GET and POST only\n"));
    }
    if (!client.encrypted() && !current.plainHttpAllowed() && !open.secrets().overPlainHttp()) {
      return Optional.of(
          new Refusal(
              HttpServletResponse.SC_FORBIDDEN,
              "This front door accepts https only (setting: plain-http)\n"));
    }
    String query = Optional.ofNullable(request.getQueryString()).orElse("");
    if (isGet && query.contains("=") && !open.secrets().inUrl()) {
      return Optional.of(
          new Refusal(
              HttpServletResponse.SC_FORBIDDEN,
              "This front door takes no passwords in addresses: use POST (setting:"
                  + " secrets-in-url)\n"));
    }
    if (query.indexOf(REPLACEMENT) >= 0) {
      return Optional.of(
          new Refusal(
              HttpServletResponse.SC_BAD_REQUEST,
              "The address has bytes that are not escaped, which this server has replaced. Escape"
                  + " them (%C4%FA), or use POST\n"));
    }
    if (environment.stops().getAsBoolean()) {
      return Optional.of(
          new Refusal(
              HttpServletResponse.SC_SERVICE_UNAVAILABLE,
              "The gateway is being stopped. Call again in some seconds\n"));
    }
    if (!environment.answers().hasRoom(AnswerWriter.Reader.CONSUMER)) {
      return Optional.of(
          new Refusal(
              HttpServletResponse.SC_SERVICE_UNAVAILABLE, "Too many answers wait. Call again\n"));
    }
    return Optional.empty();
  }

  private static int status(FaultCode code) {
    return switch (code) {
      case REQUEST_TOO_LARGE -> HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE;
      case REQUEST_TOO_SLOW -> HttpServletResponse.SC_REQUEST_TIMEOUT;
      case BUSY -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
      default -> HttpServletResponse.SC_BAD_REQUEST;
    };
  }

  private void refuse(
      HttpServletRequest request, HttpServletResponse response, int status, String text)
      throws IOException {
    environment
        .answers()
        .write(request, response, Answer.text(status, text), AnswerWriter.Reader.STRANGER);
  }

  private void answer(
      HttpServletRequest request,
      HttpServletResponse response,
      OpenDoor open,
      ClientConnection client,
      String path,
      long start)
      throws IOException {
    String query = request.getQueryString();
    RawRequest raw =
        new RawRequest(
            request.getMethod(),
            query == null ? path : path + '?' + query,
            Optional.ofNullable(request.getHeader("Content-Type")).orElse(""),
            new String(body(request), StandardCharsets.ISO_8859_1));
    GatewayDesk desk = new GatewayDesk(open, core, environment.authenticator(), client);
    HttpCall call = new HttpCall(raw, request.getHeader("SOAPAction"), root(request, open));
    CompletableFuture<HttpAnswer> answer =
        started(open, call, desk)
            .toCompletableFuture()
            .exceptionally(failure -> unknown(failure, desk));
    Supplier<Answer> written =
        () -> {
          HttpAnswer ready = answer.join();
          environment
              .events()
              .requestAnswered(
                  "door " + open.name(), desk.fault(), Duration.ofNanos(System.nanoTime() - start));
          return new Answer(
              ready.status(),
              ready.contentType().isEmpty() ? "text/plain; charset=utf-8" : ready.contentType(),
              ready.body());
        };
    if (answer.isDone()) {
      write(request, response, written.get(), desk);
      return;
    }
    PendingAnswer pending =
        environment
            .answers()
            .later(request, response, () -> serverError(), AnswerWriter.Reader.CONSUMER);
    CompletableFuture<Void> unused = answer.thenAccept(ready -> pending.answer(written));
  }

  /** What a poll hands out must not wait for its end for ever. */
  private void write(
      HttpServletRequest request, HttpServletResponse response, Answer answer, GatewayDesk desk)
      throws IOException {
    try {
      environment.answers().write(request, response, answer, desk::answered);
    } catch (IOException | RuntimeException | Error e) {
      desk.answered(false);
      throw e;
    }
  }

  private static CompletionStage<HttpAnswer> started(
      OpenDoor open, HttpCall call, GatewayDesk desk) {
    try {
      return open.door()
          .protocol()
          .answer(call, desk)
          .orElseGet(
              () ->
                  CompletableFuture.completedFuture(
                      text(HttpServletResponse.SC_NOT_FOUND, "The vendor has no such address\n")));
    } catch (RuntimeException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  /** Nobody knows what was done: no client reads this as a refusal. */
  private static HttpAnswer unknown(Throwable failure, GatewayDesk desk) {
    GatewayException known =
        Failures.toFault(
            failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure);
    desk.failed(known.code());
    desk.answered(false);
    return text(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, SERVER_ERROR);
  }

  private static Answer serverError() {
    return Answer.text(HttpServletResponse.SC_INTERNAL_SERVER_ERROR, SERVER_ERROR);
  }

  private static HttpAnswer text(int status, String text) {
    return new HttpAnswer(
        status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
  }

  private byte[] body(HttpServletRequest request) throws IOException {
    if (!request.getMethod().equals("POST")) {
      return new byte[0];
    }
    EndpointSettings current = environment.settings().get();
    return UnauthenticatedBodies.read(
        request,
        () ->
            RequestBody.read(
                request.getInputStream(),
                request.getHeader("Content-Encoding"),
                current.maxBodyBytes(),
                current.bodyTimeout()));
  }

  /** The vendor's root as the client sees it. */
  private String root(HttpServletRequest request, OpenDoor open) {
    EndpointSettings current = environment.settings().get();
    if (open.publicAddress().isEmpty() && request.getAttribute(AT_ROOT) != null) {
      return current.proxies().origin(request);
    }
    return open.publicAddress()
        .orElseGet(
            () ->
                current
                        .publicAddress()
                        .map(address -> address.substring(0, address.length() - 1))
                        .orElseGet(
                            () -> current.proxies().origin(request) + request.getContextPath())
                    + PATH
                    + '/'
                    + open.name());
  }
}
