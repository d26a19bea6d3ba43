package dev.yizhan.gateway.statement;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.statement.StatementDay;
import dev.yizhan.gateway.core.statement.StatementFilter;
import dev.yizhan.gateway.core.statement.StatementQuery;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.soap.SoapServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Serves {@code GET /statements?from=DAY&to=DAY}: consumers get their own statements;
 * administrators get those of all.
 */
public final class StatementServlet extends ExportServlet {

  /** The path below the context. */
  public static final String PATH = "/statements";

  private static final long serialVersionUID = 1L;

  private final transient Statements statements;
  private final transient BiPredicate<StatementFilter, String> isKnown;

  /**
   * Takes its settings anew for each request.
   *
   * @param environment as of the SOAP services
   * @param isKnown whether there is something of a name
   */
  public StatementServlet(
      Statements statements,
      SoapServlet.Environment environment,
      BiPredicate<StatementFilter, String> isKnown) {
    super(environment, Set.of("consumer", "channel", "account"));
    this.statements = statements;
    this.isKnown = isKnown;
  }

  /** They show what the second operation does, in sums. */
  @Override
  List<String> operations(Consumer consumer) {
    return List.of(
        "GetStatement",
        consumer.role() == Consumer.Role.ADMIN ? "FindSubmissions" : "GetSubmission");
  }

  @Override
  String text(HttpServletRequest request, Consumer consumer, Format format) {
    List<StatementDay> days = statements.find(query(request, consumer));
    return format == Format.CSV ? StatementText.csv(days) : StatementText.json(days);
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
        days(request),
        isAdmin ? filter(request, StatementFilter.CONSUMER) : Optional.of(consumer.name()),
        filter(request, StatementFilter.CHANNEL),
        filter(request, StatementFilter.ACCOUNT));
  }

  private Optional<String> filter(HttpServletRequest request, StatementFilter filter) {
    Optional<String> name = Optional.ofNullable(request.getParameter(filter.parameter()));
    name.ifPresent(given -> filter.require(isKnown, given));
    return name;
  }
}
