package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.config.LiveConfiguration;
import dev.yizhan.gateway.console.ConsoleParts;
import dev.yizhan.gateway.console.ConsoleServlet;
import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.statement.StatementFilter;
import dev.yizhan.gateway.door.DoorAccounts;
import dev.yizhan.gateway.door.DoorCore;
import dev.yizhan.gateway.door.DoorMoney;
import dev.yizhan.gateway.door.DoorRecords;
import dev.yizhan.gateway.door.DoorServlet;
import dev.yizhan.gateway.monitoring.Health;
import dev.yizhan.gateway.monitoring.Metrics;
import dev.yizhan.gateway.monitoring.MonitoringServlet;
import dev.yizhan.gateway.monitoring.StateSources;
import dev.yizhan.gateway.push.PushServlet;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.soap.AdminService;
import dev.yizhan.gateway.soap.ConsumerService;
import dev.yizhan.gateway.soap.Sending;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.gateway.soap.StatementOperations;
import dev.yizhan.gateway.statement.ReconciliationServlet;
import dev.yizhan.gateway.statement.StatementServlet;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import java.time.Clock;
import java.util.EnumSet;

/** Registers the servlets of the WAR. */
record Endpoints(
    ServletContext context,
    LiveConfiguration configuration,
    GatewayCore core,
    GatewayStore store,
    Metrics metrics,
    SoapServlet.Environment environment,
    Clock clock) {

  void register() {
    FilterRegistration.Dynamic headers = context.addFilter("headers", new HeaderFilter());
    headers.setAsyncSupported(true);
    headers.addMappingForUrlPatterns(
        EnumSet.of(DispatcherType.REQUEST, DispatcherType.ERROR), false, "/*");
    Sending sending =
        new Sending(
            core.submissions(), () -> settings().maxWaiting(), environment.answers().threads());
    soap(sending);
    doors(sending);
    push();
    statements();
    monitoring();
    console();
    context.addServlet("not-found", new NotFoundServlet()).addMapping("/");
  }

  private EndpointSettings settings() {
    return environment.settings().get();
  }

  private boolean isConsumer(String name) {
    return configuration.current().admission().consumers().stream()
        .anyMatch(entry -> entry.consumer().name().equals(name));
  }

  private void soap(Sending sending) {
    ConsumerService.Services services =
        new ConsumerService.Services(
            core.submissions(),
            sending,
            core.checks(),
            core.inbox(),
            new ConsumerService.ChannelViews(core.channels(), core.states(), core.queues()),
            core.balances(),
            statementOperations(),
            this::isConsumer);
    map(
        "sms",
        SoapServlet.of(
            SmsGateway.class, consumer -> new ConsumerService(consumer, services), environment));
    AdminService.Services adminServices =
        new AdminService.Services(
            core.operations(),
            new AdminService.ProblemViews(core.problems(), core.reprocessing()),
            new ConsumerService.ChannelViews(core.channels(), core.states(), core.queues()),
            core.accountActions(),
            core.callbacks(),
            core.optOuts(),
            statementOperations(),
            this::isConsumer);
    map(
        "admin",
        SoapServlet.of(
            SmsGatewayAdmin.class,
            consumer -> new AdminService(consumer, adminServices),
            environment));
  }

  private StatementOperations statementOperations() {
    return new StatementOperations(core.statements(), core.reconciliation(), this::isNamed);
  }

  private void map(String name, SoapServlet servlet) {
    ServletRegistration.Dynamic registration = context.addServlet(name, servlet);
    registration.addMapping("/" + name, "/" + name + "/");
    registration.setLoadOnStartup(1);
    registration.setAsyncSupported(true);
  }

  private void doors(Sending sending) {
    DoorServlet servlet =
        new DoorServlet(
            () -> configuration.current().admission().doors(),
            new DoorCore(
                sending,
                core.messageIds(),
                core.doors(),
                new DoorMoney(core.quotas(), core.channels(), core.balances()),
                new DoorRecords(core.inbox(), new FailedDeliveries(core.doors(), clock)),
                new DoorAccounts(core.accountActions()),
                channel -> configuration.current().vendorCodes(channel),
                clock),
            environment);
    ServletRegistration.Dynamic registration = context.addServlet("door", servlet);
    registration.addMapping(DoorServlet.PATH + "/*");
    registration.setAsyncSupported(true);
  }

  private void push() {
    PushServlet servlet =
        new PushServlet(
            () -> configuration.current().admission().pushEndpoints(),
            core.accounts(),
            core.pushes(),
            environment.settings());
    context.addServlet("push", servlet).addMapping("/push/*");
  }

  private void console() {
    ConsoleServlet servlet =
        new ConsoleServlet(
            new ConsoleParts(
                environment,
                () -> configuration.current().admission().consoleNetworks(),
                core,
                this::isNamed,
                clock));
    ServletRegistration.Dynamic registration = context.addServlet("console", servlet);
    registration.addMapping(ConsoleServlet.PATH, ConsoleServlet.PATH + "/*");
    registration.setAsyncSupported(true);
  }

  private void statements() {
    ServletRegistration.Dynamic registration =
        context.addServlet(
            "statements", new StatementServlet(core.statements(), environment, this::isNamed));
    registration.addMapping(StatementServlet.PATH);
    registration.setAsyncSupported(true);
    ServletRegistration.Dynamic reconciliation =
        context.addServlet(
            "reconciliation", new ReconciliationServlet(core.reconciliation(), environment));
    reconciliation.addMapping(ReconciliationServlet.PATH);
    reconciliation.setAsyncSupported(true);
  }

  private boolean isNamed(StatementFilter filter, String name) {
    return switch (filter) {
      case CONSUMER -> isConsumer(name);
      case CHANNEL -> core.channels().find(name).isPresent();
      case ACCOUNT -> core.accounts().find(name).isPresent();
    };
  }

  private void monitoring() {
    Health health =
        new Health(
            store::probe,
            configuration::since,
            configuration::rejected,
            environment.stops(),
            clock);
    StateSources sources =
        new StateSources(
            core, store, configuration::rejected, environment.authenticator()::lastUses, health);
    MonitoringServlet servlet =
        new MonitoringServlet(
            health,
            () -> metrics.scrape(sources),
            () -> configuration.current().monitoring(),
            environment.settings());
    context.addServlet("monitoring", servlet).addMapping("/metrics", "/health/*");
  }
}
