package dev.yizhan.sandbox.world;

import java.math.BigDecimal;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What the services of one company share. */
final class Company {

  private static final BigDecimal DEMO_BALANCE = new BigDecimal("100000");

  private final String name;
  private final Accounts accounts = Accounts.demo(DEMO_BALANCE);
  private final Mailbox<DeliveryReport> reports = new Mailbox<>();
  private final Mailbox<InboundMessage> inbound = new Mailbox<>();
  private final Set<String> services = ConcurrentHashMap.newKeySet();

  Company(String name) {
    this.name = name;
  }

  String name() {
    return name;
  }

  Accounts accounts() {
    return accounts;
  }

  Mailbox<DeliveryReport> reports() {
    return reports;
  }

  Mailbox<InboundMessage> inbound() {
    return inbound;
  }

  Set<String> services() {
    return services;
  }

  void forgetMessages() {
    reports.clear();
    inbound.clear();
  }
}
