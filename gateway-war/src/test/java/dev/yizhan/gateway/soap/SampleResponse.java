package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import dev.yizhan.gateway.soap.page.SampleCall;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A response with sample values: required elements, and optional ones that are returned today. */
final class SampleResponse {

  private static final String TIME = "2026-01-31T08:00:00+08:00";

  /** By {@code Type/element} or, where it is the same in all types, by element. */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("id", "912126807741066924"),
          Map.entry("submissionId", "912126807741066924"),
          Map.entry("requestId", "order-4711"),
          Map.entry("channel", "winic-http"),
          Map.entry("account", "winic"),
          Map.entry("user", "shop"),
          Map.entry("consumer", "shop"),
          Map.entry("name", "winic-http"),
          Map.entry("number", "13800138000"),
          Map.entry("to", "106900001234"),
          Map.entry("text", "收到"),
          Map.entry("CheckResponse/text", SampleCall.TEXT),
          Map.entry("state", "SUBMITTED"),
          Map.entry("Report/state", "DELIVERED"),
          Map.entry("SettleDeliveryResponse.delivery/state", "DELIVERED"),
          Map.entry("CancelWaitingResponse/cancelled", "true"),
          Map.entry("Channel/state", "ACTIVE"),
          Map.entry("outcome", "ACCEPTED"),
          Map.entry("vendorCallId", "912126807741066924-1"),
          Map.entry("vendorId", "0131080000123456"),
          Map.entry("vendorMessageId", "0131080000123456"),
          Map.entry("Report/vendorStatus", "DELIVRD"),
          Map.entry("vendor", "winic-http"),
          Map.entry("transport", "HTTP POST"),
          Map.entry("ability", "REPORTS"),
          Map.entry("unit", "MESSAGES"),
          Map.entry("amount", "4711"),
          Map.entry("Account/balance", "47.11"),
          Map.entry("unitPrice", "0.05"),
          Map.entry("millis", "85"),
          Map.entry("position", "17"),
          Map.entry("more", "false"),
          Map.entry("duplicates", "0"),
          Map.entry("recipients", "1"),
          Map.entry("parts", "1"),
          Map.entry("segments", "1"),
          Map.entry("recipientsPerCall", "200"),
          Map.entry("partLength", "70"),
          Map.entry("joinedPartLength", "67"),
          Map.entry("segmentLength", "70"),
          Map.entry("joinedSegmentLength", "67"),
          Map.entry("settledBy", "operator"),
          Map.entry("vendorCode", "000"),
          Map.entry("meaning", "Registered"),
          Map.entry("Problem/kind", "UNKNOWN_DELIVERY"),
          Map.entry("OptOut/source", "REPLY"),
          Map.entry("SkippedRecord/kind", "REPORTS"),
          Map.entry("SkippedRecord/reader", "callback"),
          Map.entry("SkippedRecord/by", "operator"),
          Map.entry("SkippedRecord/reason", "the shop has closed that order"),
          Map.entry("AddOptOutResponse.optOut/source", "OPERATOR"),
          Map.entry("AddOptOutResponse.optOut/by", "operator"),
          Map.entry("newRecords", "2"),
          Map.entry("brokenRecords", "0"),
          Map.entry("resolved", "true"),
          Map.entry("detail", "The outcome is unknown: ask the vendor, then settle the delivery"));

  /** The figures of statements, which add up. */
  private static final Map<String, String> FIGURES =
      Map.ofEntries(
          Map.entry("day", "2026-01-31"),
          Map.entry("closed", "true"),
          Map.entry("StatementLine/submissions", "100"),
          Map.entry("StatementLine/recipients", "100"),
          Map.entry("StatementLine/segments", "120"),
          Map.entry("StatementLine/waiting", "0"),
          Map.entry("StatementLine/accepted", "2"),
          Map.entry("StatementLine/delivered", "95"),
          Map.entry("StatementLine/failed", "2"),
          Map.entry("StatementLine/unknown", "1"),
          Map.entry("StatementLine/rejected", "0"),
          Map.entry("StatementLine/expired", "0"),
          Map.entry("StatementLine/cancelled", "0"),
          Map.entry("StatementLine/optedOut", "0"),
          Map.entry("StatementLine/refusedOptedOut", "0"),
          Map.entry("StatementLine/callsAccepted", "99"),
          Map.entry("StatementLine/callsRejected", "0"),
          Map.entry("StatementLine/callsNotSent", "0"),
          Map.entry("StatementLine/callsUnknown", "1"),
          Map.entry("StatementLine/billedParts", "119"),
          Map.entry("StatementLine/charge", "5.95"),
          Map.entry("StatementLine/medianSeconds", "4"),
          Map.entry("StatementLine/p95Seconds", "19"),
          Map.entry("ReconciliationDay/acceptedCalls", "99"),
          Map.entry("ReconciliationDay/acceptedSegments", "119"),
          Map.entry("ReconciliationDay/unknownCalls", "1"),
          Map.entry("ReconciliationDay/unknownSegments", "1"),
          Map.entry("ReconciliationDay/answeredParts", "119"),
          Map.entry("ReconciliationDay/billedParts", "119"),
          Map.entry("ReconciliationDay/charge", "5.95"),
          Map.entry("ReconciliationDay/balanceUnit", "CNY"),
          Map.entry("ReconciliationDay/balanceBefore", "100.00"),
          Map.entry("ReconciliationDay/balanceBeforeAt", "2026-01-31T00:00:01+08:00"),
          Map.entry("ReconciliationDay/balanceAfter", "94.05"),
          Map.entry("ReconciliationDay/balanceAfterAt", "2026-02-01T00:00:01+08:00"),
          Map.entry("ReconciliationDay/differences", "1"),
          Map.entry("BillingDifference/call", "1"),
          Map.entry("BillingDifference/kind", "OUTCOME_UNKNOWN"));

  /** Optional elements that would contradict the rest of the sample. */
  private static final List<String> LEFT_OUT =
      List.of(
          "Submission/position",
          "Submission/event",
          "Submission/sendAt",
          "Call/vendorCode",
          "Call/meaning",
          "FindSubmissionsResponse/position",
          "CheckResponse/lostCharacter",
          "CheckResponse/forbiddenCharacter",
          "CheckResponse/refusedRecipient",
          "ListOptOutsResponse/position",
          "OptOut/account",
          "OptOut/submissionId",
          "Delivery/code",
          "Delivery/reason",
          "Problem/id",
          "Problem/account",
          "Problem/consumer",
          "Problem/position",
          "Problem/vendorMessageId",
          "Problem/to",
          "ReprocessProblemResponse/detail",
          "Account/partLength",
          "Account/segmentLength",
          "Channel/stateReason",
          "Channel/stateSince",
          "Channel/stateBy");

  private SampleResponse() {}

  /** The response element, indented, in the contract's namespace. */
  static String of(String message, ContractModel model) {
    ContractModel.Complex type = model.message(message);
    String start = "<" + message + " xmlns=\"" + Contract.NAMESPACE + "\"";
    return type.children().isEmpty()
        ? start + "/>\n"
        : start + ">\n" + children(type, message, message, "  ") + "</" + message + ">\n";
  }

  private static String children(
      ContractModel.Complex type, String typeName, String parent, String indent) {
    StringBuilder xml = new StringBuilder();
    for (ContractModel.Child child : type.children()) {
      String key = typeName + "/" + child.name();
      String start = indent + "<" + child.name() + ">";
      String end = "</" + child.name() + ">\n";
      if (isLeftOut(child, key)) {
        continue;
      }
      if (child.type() instanceof ContractModel.Complex complex) {
        xml.append(start).append('\n');
        xml.append(children(complex, child.typeName(), parent + "." + child.name(), indent + "  "));
        xml.append(indent).append(end);
      } else {
        value(child, key, parent).ifPresent(value -> xml.append(start).append(value).append(end));
      }
    }
    return xml.toString();
  }

  private static boolean isLeftOut(ContractModel.Child child, String key) {
    return LEFT_OUT.contains(key)
        || child.documentation().english().endsWith("Absent until the gateway supports it.");
  }

  private static Optional<String> value(ContractModel.Child child, String key, String parent) {
    boolean isTime = child.typeName().equals("dateTime");
    Optional<String> value =
        Optional.ofNullable(FIGURES.getOrDefault(key, FIGURES.get(child.name())))
            .or(() -> Optional.ofNullable(VALUES.get(parent + "/" + child.name())))
            .or(() -> Optional.ofNullable(VALUES.get(key)))
            .or(() -> Optional.ofNullable(VALUES.get(child.name())))
            .or(() -> isTime && !child.optional() ? Optional.of(TIME) : Optional.empty());
    if (value.isEmpty() && !child.optional()) {
      throw new IllegalStateException("No sample value for " + key);
    }
    return value;
  }
}
