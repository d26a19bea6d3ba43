package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import dev.yizhan.gateway.core.statement.BilledCalls;
import dev.yizhan.gateway.core.statement.DayRange;
import dev.yizhan.gateway.core.statement.ReconciledDay;
import dev.yizhan.gateway.core.statement.Reconciliation;
import dev.yizhan.gateway.core.statement.StatementDay;
import dev.yizhan.gateway.core.statement.StatementFilter;
import dev.yizhan.gateway.core.statement.StatementQuery;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.wsdl.gateway.BillingDifference;
import dev.yizhan.wsdl.gateway.GetReconciliation;
import dev.yizhan.wsdl.gateway.GetReconciliationResponse;
import dev.yizhan.wsdl.gateway.GetStatement;
import dev.yizhan.wsdl.gateway.GetStatementResponse;
import dev.yizhan.wsdl.gateway.ReconciliationDay;
import dev.yizhan.wsdl.gateway.StatementLine;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Statements and reconciliations in the contract's types.
 *
 * @param isKnown whether there is something of a name
 */
public record StatementOperations(
    Statements statements,
    Reconciliation reconciliation,
    BiPredicate<StatementFilter, String> isKnown) {

  private static final int MOST_DIFFERENCES = 100;

  GetStatementResponse get(Consumer caller, GetStatement request) {
    Optional<String> asked = given(request.getConsumer());
    boolean isAdmin = caller.role() == Consumer.Role.ADMIN;
    if (!isAdmin && asked.filter(name -> !name.equals(caller.name())).isPresent()) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED,
          "consumer: only administrators may see the statements of other consumers. Leave it out");
    }
    StatementQuery query =
        new StatementQuery(
            DayRange.parse(given(request.getFrom()), given(request.getTo())),
            isAdmin ? known(StatementFilter.CONSUMER, asked) : Optional.of(caller.name()),
            known(StatementFilter.CHANNEL, given(request.getChannel())),
            known(StatementFilter.ACCOUNT, given(request.getAccount())));
    GetStatementResponse response = new GetStatementResponse();
    for (StatementDay day : statements.find(query)) {
      day.lines().forEach(line -> response.getLine().add(line(day, line)));
    }
    return response;
  }

  /** Stacks without null write an empty element. */
  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }

  private Optional<String> known(StatementFilter filter, Optional<String> name) {
    return name.map(
        given -> {
          filter.require(isKnown, given);
          return given;
        });
  }

  private static StatementLine line(
      StatementDay day, dev.yizhan.gateway.core.statement.StatementLine counted) {
    StatementLine line = new StatementLine();
    line.setDay(day.day().toString());
    line.setClosed(day.isClosed());
    line.setConsumer(counted.key().consumer());
    line.setChannel(counted.key().channel());
    given(counted.account()).ifPresent(line::setAccount);
    line.setSubmissions(counted.submissions());
    line.setRecipients(counted.recipients());
    line.setSegments(counted.segments());
    line.setWaiting(counted.waiting());
    line.setAccepted(counted.count(DeliveryState.SUBMITTED));
    line.setDelivered(counted.count(DeliveryState.DELIVERED));
    line.setFailed(counted.count(DeliveryState.FAILED));
    line.setUnknown(counted.count(DeliveryState.UNKNOWN));
    line.setRejected(counted.count(DeliveryState.REJECTED));
    line.setExpired(counted.count(DeliveryState.EXPIRED));
    line.setCancelled(counted.count(DeliveryState.CANCELLED));
    line.setOptedOut(counted.optedOut().stopped());
    line.setRefusedOptedOut(counted.optedOut().refused());
    line.setCallsAccepted(counted.calls().count(CallRecord.Result.ACCEPTED));
    line.setCallsRejected(counted.calls().count(CallRecord.Result.REJECTED));
    line.setCallsNotSent(counted.calls().count(CallRecord.Result.NOT_SENT));
    line.setCallsUnknown(counted.calls().count(CallRecord.Result.UNKNOWN));
    line.setBilledParts(counted.calls().billedParts());
    line.setCharge(counted.calls().charge());
    if (counted.seconds().percentile(50) >= 0) {
      line.setMedianSeconds(counted.seconds().percentile(50));
      line.setP95Seconds(counted.seconds().percentile(95));
    }
    return line;
  }

  GetReconciliationResponse get(GetReconciliation request) {
    GetReconciliationResponse response = new GetReconciliationResponse();
    for (ReconciledDay day :
        reconciliation.find(
            request.getAccount(),
            DayRange.parse(given(request.getFrom()), given(request.getTo())),
            MOST_DIFFERENCES)) {
      response.getDay().add(day(day));
      day.calls()
          .differences()
          .forEach(difference -> response.getDifference().add(difference(day.day(), difference)));
    }
    return response;
  }

  private static ReconciliationDay day(ReconciledDay compared) {
    BilledCalls calls = compared.calls();
    ReconciliationDay day = new ReconciliationDay();
    day.setDay(compared.day().toString());
    day.setClosed(compared.isClosed());
    day.setAcceptedCalls(calls.sent().calls());
    day.setAcceptedSegments(calls.sent().segments());
    day.setUnknownCalls(calls.unknown().calls());
    day.setUnknownSegments(calls.unknown().segments());
    day.setAnsweredParts(calls.answered());
    day.setBilledParts(calls.billedParts());
    day.setCharge(calls.charge());
    compared
        .after()
        .or(compared::before)
        .map(BalanceSnapshot::balance)
        .ifPresent(balance -> day.setBalanceUnit(balance.unit().name()));
    compared
        .before()
        .ifPresent(
            sample -> {
              day.setBalanceBefore(sample.balance().amount());
              day.setBalanceBeforeAt(ContractTimes.of(sample.askedAt()));
            });
    compared
        .after()
        .ifPresent(
            sample -> {
              day.setBalanceAfter(sample.balance().amount());
              day.setBalanceAfterAt(ContractTimes.of(sample.askedAt()));
            });
    day.setDifferences(calls.differing());
    return day;
  }

  private static BillingDifference difference(
      LocalDate day, dev.yizhan.gateway.core.statement.BillingDifference found) {
    BillingDifference difference = new BillingDifference();
    difference.setDay(day.toString());
    difference.setSubmissionId(Long.toString(found.call().submission()));
    difference.setConsumer(found.call().consumer());
    found.call().requestId().ifPresent(difference::setRequestId);
    difference.setCall(found.call().number());
    difference.setChannel(found.call().channel());
    difference.setKind(found.kind().name());
    difference.setSegments(found.segments());
    found.billedParts().ifPresent(difference::setBilledParts);
    return difference;
  }
}
