package dev.yizhan.gateway.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A gateway without a server, over a real store and vendor simulators: SOAP in, SOAP out. */
final class SoapGateway implements AutoCloseable {

  static final Consumer SHOP = Consumer.of("shop", Consumer.Role.CONSUMER);
  static final Consumer BANK = Consumer.of("bank", Consumer.Role.CONSUMER);
  static final Consumer ADMIN = Consumer.of("ops", Consumer.Role.ADMIN);

  private static final Set<String> CONFIGURED = Set.of("shop", "bank", "ops");

  private final Sandbox sandbox = Sandbox.start();
  private final PlainGateway gateway;
  private final SoapEndpoint<SmsGateway> consumers;
  private final SoapEndpoint<SmsGatewayAdmin> admins;

  SoapGateway(GatewayStore store) {
    this(store, PlainGateway.Polls.NONE, PlainGateway.Allowed.ALL);
  }

  SoapGateway(GatewayStore store, PlainGateway.Polls polls, PlainGateway.Allowed allowed) {
    gateway =
        PlainGateway.start(
            store, PlainGateway.Addresses.of(sandbox), polls, allowed, Duration.ofSeconds(30));
    GatewayCore core = gateway.core();
    ConsumerService.Services services =
        new ConsumerService.Services(
            core.submissions(),
            new Sending(core.submissions(), () -> 100, Runnable::run),
            core.checks(),
            core.inbox(),
            new ConsumerService.ChannelViews(core.channels(), core.states(), core.queues()),
            core.balances(),
            statements(core),
            CONFIGURED::contains);
    AdminService.Services adminServices =
        new AdminService.Services(
            core.operations(),
            new AdminService.ProblemViews(core.problems(), core.reprocessing()),
            new ConsumerService.ChannelViews(core.channels(), core.states(), core.queues()),
            core.accountActions(),
            core.callbacks(),
            core.optOuts(),
            statements(core),
            CONFIGURED::contains);
    consumers =
        SoapEndpoint.of(
            SmsGateway.class,
            consumer -> new ConsumerService(consumer, services),
            Contract.of("SmsGateway"));
    admins =
        SoapEndpoint.of(
            SmsGatewayAdmin.class,
            consumer -> new AdminService(consumer, adminServices),
            Contract.of("SmsGatewayAdmin"));
  }

  private static StatementOperations statements(GatewayCore core) {
    return new StatementOperations(
        core.statements(),
        core.reconciliation(),
        (filter, name) ->
            switch (filter) {
              case CONSUMER -> CONFIGURED.contains(name);
              case CHANNEL -> core.channels().find(name).isPresent();
              case ACCOUNT -> core.accounts().find(name).isPresent();
            });
  }

  GatewayCore core() {
    return gateway.core();
  }

  Sandbox sandbox() {
    return sandbox;
  }

  @Override
  public void close() {
    consumers.dispose();
    admins.dispose();
    gateway.close();
    sandbox.close();
  }

  String call(Consumer consumer, String operation, String content) {
    return call(consumers, consumer, operation, content);
  }

  String admin(Consumer consumer, String operation, String content) {
    return call(admins, consumer, operation, content);
  }

  private static String call(
      SoapEndpoint<?> endpoint, Consumer consumer, String operation, String content) {
    String request =
        "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><"
            + operation
            + " xmlns=\"urn:yizhan:sms:1\">"
            + content
            + "</"
            + operation
            + "></s:Body></s:Envelope>";
    SoapResponse response =
        endpoint
            .answer(
                new SoapEndpoint.Request(
                    request.getBytes(UTF_8),
                    "text/xml; charset=utf-8",
                    EncodedRequests.ENCODED,
                    header -> consumer))
            .join();
    return new String(response.body(), UTF_8);
  }

  static String el(String name, String value) {
    return "<" + name + ">" + value + "</" + name + ">";
  }

  static List<String> all(String response, String element) {
    return Pattern.compile("<(?:\\w+:)?" + element + ">([^<]*)<")
        .matcher(response)
        .results()
        .map((MatchResult found) -> found.group(1))
        .toList();
  }

  static String first(String response, String element) {
    assertThat(all(response, element)).as(response).isNotEmpty();
    return all(response, element).get(0);
  }
}
