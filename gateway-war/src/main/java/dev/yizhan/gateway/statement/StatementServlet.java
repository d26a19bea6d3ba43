package dev.yizhan.gateway.statement;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.statement.StatementDay;
import dev.yizhan.gateway.core.statement.StatementQuery;
import dev.yizhan.gateway.core.statement.Statements;
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
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiPredicate;

/**
 * Serves {@code GET /statements?from=DAY&to=DAY}, as JSON or, with {@code format=csv}, as CSV, both
 * in UTF-8. Consumers authenticate by HTTP Basic, as for SOAP, and get their own statements;
 * administrators get those of all. Errors are a status and a line of text.
 */
public final class StatementServlet extends HttpServlet {

  /** The path below the context. */
  public static final String PATH = "/statements";

  private static final long serialVersionUID = 1L;
  private static final System.Logger LOG = System.getLogger(StatementServlet.class.getName());
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int RETRY_SECONDS = 5;

  /** What the lines may be limited to. */
  public enum Filter {
    /** One consumer; for administrators. */
    CONSUMER,
    /** One channel. */
    CHANNEL,
    /** One account. */
    ACCOUNT;

    String parameter() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Set<String> PARAMETERS =
      Set.of("from", "to", "format", "consumer", "channel", "account");

  private final transient Statements statements;
  private final transient SoapServlet.Environment environment;
  private final transient BiPredicate<Filter, String> isKnown;

  /**
   * Takes its settings anew for each request.
   *
   * @param environment as of the SOAP services
   * @param isKnown whether there is something of a name
   */
  public StatementServlet(
      Statements statements,
      SoapServlet.Environment environment,
      BiPredicate<Filter, String> isKnown) {
    this.statements = statements;
    this.environment = environment;
    this.isKnown = isKnown;
  }

  private enum Format {
    JSON("application/json"),
    CSV("text/csv; charset=utf-8");

    private final String contentType;

    Format(String contentType) {
      this.contentType = contentType;
    }
  }

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
      List<StatementDay> days = statements.find(query(request, consumer));
      String text = format == Format.CSV ? StatementText.csv(days) : StatementText.json(days);
      return answer(HttpServletResponse.SC_OK, format.contentType, text, Map.of());
    } catch (GatewayException e) {
      return refusal(e);
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.WARNING, "A statement cannot be read: {0}", e.getMessage());
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
    // They show what these operations do, in sums.
    String operation = consumer.role() == Consumer.Role.ADMIN ? "FindSubmissions" : "GetSubmission";
    if (!consumer.mayCall(operation)) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED,
          "Statements are for consumers that may call "
              + operation
              + ", and this one may not (yizhan.consumer.NAME.operations)");
    }
    return consumer;
  }

  /** A misspelled filter must not give the statements of all. */
  private static void requireParameters(HttpServletRequest request) {
    Set<String> given = new TreeSet<>(Collections.list(request.getParameterNames()));
    if (!PARAMETERS.containsAll(given)) {
      throw invalid("The parameters are " + new TreeSet<>(PARAMETERS) + ", and no others");
    }
    for (String name : given) {
      if (request.getParameterValues(name).length > 1) {
        throw invalid(name + ": it is there more than once");
      }
    }
  }

  private static GatewayException invalid(String detail) {
    return GatewayException.of(FaultCode.INVALID_REQUEST, detail);
  }

  private static Format format(HttpServletRequest request) {
    return switch (Optional.ofNullable(request.getParameter("format")).orElse("json")) {
      case "json" -> Format.JSON;
      case "csv" -> Format.CSV;
      default -> throw invalid("format: json or csv");
    };
  }

  private StatementQuery query(HttpServletRequest request, Consumer consumer) {
    Optional<String> asked = Optional.ofNullable(request.getParameter("consumer"));
    boolean isAdmin = consumer.role() == Consumer.Role.ADMIN;
    if (!isAdmin && asked.isPresent() && !asked.get().equals(consumer.name())) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED,
          "consumer: only administrators may see the statements of other consumers");
    }
    return new StatementQuery(
        day(request, "from"),
        day(request, "to"),
        isAdmin ? filter(request, Filter.CONSUMER) : Optional.of(consumer.name()),
        filter(request, Filter.CHANNEL),
        filter(request, Filter.ACCOUNT));
  }

  private Optional<String> filter(HttpServletRequest request, Filter filter) {
    Optional<String> name = Optional.ofNullable(request.getParameter(filter.parameter()));
    if (name.isPresent() && !isKnown.test(filter, name.get())) {
      throw invalid(filter.parameter() + ": there is none of this name in the configuration");
    }
    return name;
  }

  private static LocalDate day(HttpServletRequest request, String name) {
    try {
      return LocalDate.parse(Optional.ofNullable(request.getParameter(name)).orElse(""));
    } catch (DateTimeParseException e) {
      throw invalid(name + ": give a day of China time, such as 2026-11-01");
    }
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
