package dev.yizhan.gateway.statement;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.statement.ReconciledDay;
import dev.yizhan.gateway.core.statement.Reconciliation;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.soap.SoapServlet;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Serves {@code GET /reconciliation?account=NAME&from=DAY&to=DAY} to administrators. CSV has the
 * days or, with {@code of=differences}, the calls that differ; JSON has both.
 */
public final class ReconciliationServlet extends ExportServlet {

  /** The path below the context. */
  public static final String PATH = "/reconciliation";

  private static final long serialVersionUID = 1L;

  /** Of each day: more are no list that anybody reads. */
  private static final int MOST_DIFFERENCES = 10_000;

  private final transient Reconciliation reconciliation;

  /**
   * Takes its settings anew for each request.
   *
   * @param environment as of the SOAP services
   */
  public ReconciliationServlet(Reconciliation reconciliation, SoapServlet.Environment environment) {
    super(environment, Set.of("account", "of"));
    this.reconciliation = reconciliation;
  }

  @Override
  List<String> operations(Consumer consumer) {
    return List.of("GetReconciliation");
  }

  @Override
  String text(HttpServletRequest request, Consumer consumer, Format format) {
    if (consumer.role() != Consumer.Role.ADMIN) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED, "This consumer is not an admin: ask the gateway's operator");
    }
    boolean ofDifferences =
        switch (Optional.ofNullable(request.getParameter("of")).orElse("days")) {
          case "days" -> false;
          case "differences" -> true;
          default -> throw invalid("of: days or differences");
        };
    String account =
        Optional.ofNullable(request.getParameter("account"))
            .orElseThrow(() -> invalid("account: give the name of an account"));
    List<ReconciledDay> days = reconciliation.find(account, days(request), MOST_DIFFERENCES);
    if (format == Format.JSON) {
      return ReconciliationText.json(days);
    }
    return ofDifferences ? ReconciliationText.differences(days) : ReconciliationText.days(days);
  }
}
