package dev.yizhan.gateway.console;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Accounts;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.statement.BilledCalls;
import dev.yizhan.gateway.core.statement.ReconciledDay;
import dev.yizhan.gateway.core.statement.Reconciliation;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.statement.ReconciliationText;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.List;
import java.util.Optional;
import java.util.function.ToLongFunction;

/** What a vendor billed in a month, beside what the gateway counts. */
public final class ReconciliationPage implements Section {

  /** The days, below the console. */
  static final String DAYS_FILE = "reconciliation.csv";

  /** The differences, below the console. */
  static final String DIFFERENCES_FILE = "differences.csv";

  /** Of each day of a page: more are no list that anybody reads. */
  private static final int SHOWN = 20;

  /** Of each day of a file, as {@code /reconciliation} has it. */
  private static final int MOST = 10_000;

  private final Reconciliation reconciliation;
  private final Statements statements;
  private final Accounts accounts;
  private final Pages pages;

  ReconciliationPage(
      Reconciliation reconciliation, Statements statements, Accounts accounts, Pages pages) {
    this.reconciliation = reconciliation;
    this.statements = statements;
    this.accounts = accounts;
    this.pages = pages;
  }

  /**
   * Which figures are asked for.
   *
   * @param account empty before one was chosen
   */
  public record Filter(YearMonth month, String account) {

    private String query() {
      return Form.query("month", month.toString(), "account", account);
    }

    /** The path of the same days as CSV. */
    public String file() {
      return "/" + DAYS_FILE + query();
    }

    /** The path of all differences as CSV. */
    public String differencesFile() {
      return "/" + DIFFERENCES_FILE + query();
    }
  }

  /**
   * What is shown.
   *
   * @param accounts to choose from
   * @param days empty before an account was chosen
   * @param fault why there is nothing
   */
  public record Model(
      Filter filter, List<String> accounts, List<ReconciledDay> days, Optional<String> fault) {

    /** Copies the lists. */
    public Model {
      accounts = List.copyOf(accounts);
      days = List.copyOf(days);
    }

    /** All days together; without differences. */
    public BilledCalls total() {
      return new BilledCalls(
          new BilledCalls.Count(
              sum(each -> each.sent().calls()), sum(each -> each.sent().segments())),
          new BilledCalls.Count(
              sum(each -> each.unknown().calls()), sum(each -> each.unknown().segments())),
          sum(BilledCalls::answered),
          sum(BilledCalls::billedParts),
          days.stream().map(day -> day.calls().charge()).reduce(BigDecimal.ZERO, BigDecimal::add),
          sum(BilledCalls::differing),
          List.of());
    }

    private long sum(ToLongFunction<BilledCalls> figure) {
      return days.stream().map(ReconciledDay::calls).mapToLong(figure).sum();
    }

    /** Whether some differences are not shown. */
    public boolean isCut() {
      return days.stream()
          .anyMatch(day -> day.calls().differing() > day.calls().differences().size());
    }
  }

  @Override
  public Answer answer(Visit visit) {
    Filter filter =
        new Filter(
            MonthFilter.of(visit.form(), statements.today()),
            visit.form().find("account").orElse(""));
    String name = visit.at(0).orElse("");
    if (name.equals(DAYS_FILE)) {
      return MonthFilter.file(
          "reconciliation-" + filter.month(), ReconciliationText.days(find(filter, 0)));
    } else if (name.equals(DIFFERENCES_FILE)) {
      return MonthFilter.file(
          "differences-" + filter.month(), ReconciliationText.differences(find(filter, MOST)));
    } else if (filter.account().isEmpty()) {
      return page(visit, 200, filter, List.of(), Optional.empty());
    }
    try {
      return page(visit, 200, filter, find(filter, SHOWN), Optional.empty());
    } catch (GatewayException e) {
      return page(visit, 400, filter, List.of(), Optional.of(visit.view().fault(e)));
    }
  }

  private List<ReconciledDay> find(Filter filter, int most) {
    return reconciliation.find(filter.account(), reconciliation.month(filter.month()), most);
  }

  private Answer page(
      Visit visit, int status, Filter filter, List<ReconciledDay> days, Optional<String> fault) {
    return pages.page(
        status,
        "reconciliation",
        visit.view(),
        new Model(filter, accounts.all().stream().map(Account::name).toList(), days, fault));
  }
}
