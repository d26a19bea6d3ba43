package dev.yizhan.gateway.statement;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.statement.DayRange;
import dev.yizhan.gateway.security.BasicAuthentication;
import dev.yizhan.gateway.security.ClientConnection;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.soap.SoapServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Serves figures of some days as JSON or, with {@code format=csv}, as CSV, both in UTF-8. Callers
 * authenticate by HTTP Basic, as for SOAP. Errors are a status and a line of text.
 */
abstract class ExportServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(ExportServlet.class.getName());
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int RETRY_SECONDS = 5;

  private final transient SoapServlet.Environment environment;
  private final transient Set<String> parameters;

  /**
   * Takes its settings anew for each request.
   *
   * @param environment as of the SOAP services
   * @param parameters that there are besides {@code from}, {@code to} and {@code format}
   */
  ExportServlet(SoapServlet.Environment environment, Set<String> parameters) {
    this.environment = environment;
    this.parameters = new TreeSet<>(parameters);
    this.parameters.addAll(Set.of("from", "to", "format"));
  }

  /** Of the response. */
  enum Format {
    JSON("application/json"),
    CSV("text/csv; charset=utf-8");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }
  }

  /** The operations of which a consumer needs one. */
  abstract List<String> operations(Consumer consumer);

  /** The figures that a consumer asks for. */
  abstract String text(HttpServletRequest request, Consumer consumer, Format format);

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    environment.answers().write(request, response, answer(request), AnswerWriter.Reader.CONSUMER);
  }

  private Answer answer(HttpServletRequest request) {
    try {
      requireRunning();
      Consumer consumer = authenticated(request);
      requireParameters(request);
      Format format = format(request);
      String text = text(request, consumer, format);
      return answer(HttpServletResponse.SC_OK, format.contentType, text, Map.of());
    } catch (GatewayException e) {
      return refusal(e);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "Figures cannot be read: {0}", e.getMessage());
      return refusal(
          GatewayException.of(
              FaultCode.STORE_UNAVAILABLE, "The gateway cannot read its store now. Ask again"));
    }
  }

  private void requireRunning() {
    if (environment.stops().getAsBoolean()) {
      throw GatewayException.of(
          FaultCode.BUSY, "The gateway is being stopped. Ask again in some seconds");
    }
  }

  private Consumer authenticated(HttpServletRequest request) {
    EndpointSettings current = environment.settings().get();
    ClientConnection client = current.proxies().client(request);
    current.requireEncryption(client);
    Consumer consumer =
        environment
            .authenticator()
            .authenticate(
                BasicAuthentication.credentials(request.getHeader("Authorization")), client);
    List<String> operations = operations(consumer);
    if (operations.stream().noneMatch(consumer::mayCall)) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED,
          "This is for consumers that may call "
              + String.join(" or ", operations)
              + ", and this one may not (yizhan.consumer.NAME.operations)");
    }
    return consumer;
  }

  /** A misspelled filter must not give the statements of all. */
  private void requireParameters(HttpServletRequest request) {
    Set<String> given = new TreeSet<>(Collections.list(request.getParameterNames()));
    if (!parameters.containsAll(given)) {
      throw invalid("The parameters are " + parameters + ", and no others");
    }
    for (String name : given) {
      if (request.getParameterValues(name).length > 1) {
        throw invalid(name + ": it is there more than once");
      }
    }
  }

  static GatewayException invalid(String detail) {
    return GatewayException.of(FaultCode.INVALID_REQUEST, detail);
  }

  private static Format format(HttpServletRequest request) {
    return switch (Optional.ofNullable(request.getParameter("format")).orElse("json")) {
      case "json" -> Format.JSON;
      case "csv" -> Format.CSV;
      default -> throw invalid("format: json or csv");
    };
  }

  static DayRange days(HttpServletRequest request) {
    return DayRange.parse(
        Optional.ofNullable(request.getParameter("from")),
        Optional.ofNullable(request.getParameter("to")));
  }

  private static Answer refusal(GatewayException fault) {
    int status =
        switch (fault.code()) {
          case NOT_AUTHENTICATED -> HttpServletResponse.SC_UNAUTHORIZED;
          case NOT_ENCRYPTED, NOT_ALLOWED -> HttpServletResponse.SC_FORBIDDEN;
          case RATE_EXCEEDED -> TOO_MANY_REQUESTS;
          case BUSY, STORE_UNAVAILABLE -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
          default -> HttpServletResponse.SC_BAD_REQUEST;
        };
    Map<String, String> more = Map.of();
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      more = Map.of("WWW-Authenticate", "Basic realm=\"Yizhan\", charset=\"UTF-8\"");
    } else if (fault.code().retryable()) {
      more = Map.of("Retry-After", Integer.toString(RETRY_SECONDS));
    }
    return answer(
        status, "text/plain; charset=utf-8", fault.code() + ": " + fault.getMessage() + "\n", more);
  }

  private static Answer answer(
      int status, String contentType, String text, Map<String, String> more) {
    Map<String, String> headers = new HashMap<>(more);
    headers.put("Cache-Control", "no-store");
    return new Answer(status, contentType, text.getBytes(StandardCharsets.UTF_8), headers);
  }
}
