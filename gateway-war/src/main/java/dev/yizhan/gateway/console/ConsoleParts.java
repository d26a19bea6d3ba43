package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.statement.StatementFilter;
import dev.yizhan.gateway.security.ConsoleLogins;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.soap.SoapServlet;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/** Constructs the console over the gateway. */
public final class ConsoleParts {

  private final SoapServlet.Environment environment;
  private final Supplier<Networks> networks;
  private final GatewayCore core;
  private final BiPredicate<StatementFilter, String> isNamed;
  private final Clock clock;
  private final ConsoleLogins logins;
  private final Sessions sessions;
  private final Assets assets = new Assets();
  private final Pages pages = new Pages();

  /**
   * Takes settings anew for each request.
   *
   * @param environment as of the SOAP services
   * @param networks from where the console may be used
   * @param isNamed whether there is a consumer, channel or account of a name
   */
  public ConsoleParts(
      SoapServlet.Environment environment,
      Supplier<Networks> networks,
      GatewayCore core,
      BiPredicate<StatementFilter, String> isNamed,
      Clock clock) {
    this.environment = environment;
    this.networks = networks;
    this.core = core;
    this.isNamed = isNamed;
    this.clock = clock;
    this.logins = new ConsoleLogins(environment.authenticator());
    this.sessions = new Sessions(core.sessions(), core.journal(), logins, clock);
  }

  Map<String, Section> sections() {
    Overview overview = new Overview(core, clock);
    OverviewPage first = new OverviewPage(overview, pages);
    StatementsPage statements = new StatementsPage(core.statements(), isNamed, pages);
    SubmissionPage submission =
        new SubmissionPage(core.submissions(), core.operations(), core.recordSearch(), pages);
    ReconciliationPage reconciliation =
        new ReconciliationPage(core.reconciliation(), core.statements(), core.accounts(), pages);
    ResolvePage resolve =
        new ResolvePage(core.problems(), core.reprocessing(), core.callbacks(), pages);
    return Map.ofEntries(
        Map.entry("", first),
        Map.entry("live", first),
        Map.entry("problems", new ProblemsPage(core.problems(), pages)),
        Map.entry(
            "find", new FindPage(core.operations(), this::isSubmission, this::isConsumer, pages)),
        Map.entry("submission", submission),
        Map.entry("send", compose()),
        Map.entry("channel", new ChannelPage(core.channels(), core.operations(), overview, pages)),
        Map.entry("settle-all", new SettleAllPage(core.problems(), core.operations(), pages)),
        Map.entry("resolve", resolve),
        Map.entry("inbox", new InboxPage(core.recordSearch(), core.callbacks(), pages)),
        Map.entry("accounts", new AccountsPage(core.accountStates(), core.callbacks(), pages)),
        Map.entry("statements", statements),
        Map.entry(StatementsPage.FILE, statements),
        Map.entry("reconciliation", reconciliation),
        Map.entry(ReconciliationPage.DAYS_FILE, reconciliation),
        Map.entry(ReconciliationPage.DIFFERENCES_FILE, reconciliation),
        Map.entry("journal", new JournalPage(core.journal(), pages)));
  }

  private ComposePage compose() {
    return new ComposePage(
        new ComposePage.Operations(
            core.checks(), core.submissions(), core.channels(), core.journal()),
        clock,
        pages);
  }

  private boolean isConsumer(String name) {
    return isNamed.test(StatementFilter.CONSUMER, name);
  }

  private boolean isSubmission(long id) {
    try {
      return core.submissions().find(Optional.empty(), Optional.of(id), Optional.empty(), 0).id()
          == id;
    } catch (GatewayException e) {
      return false;
    }
  }

  SoapServlet.Environment environment() {
    return environment;
  }

  Networks networks() {
    return networks.get();
  }

  boolean isOn() {
    return logins.isOn();
  }

  Sessions sessions() {
    return sessions;
  }

  Assets assets() {
    return assets;
  }

  Pages pages() {
    return pages;
  }

  Clock clock() {
    return clock;
  }
}
