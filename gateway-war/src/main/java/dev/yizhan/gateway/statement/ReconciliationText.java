package dev.yizhan.gateway.statement;

import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import dev.yizhan.gateway.core.statement.BilledCalls;
import dev.yizhan.gateway.core.statement.BillingDifference;
import dev.yizhan.gateway.core.statement.ReconciledDay;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes reconciliations as CSV (RFC 4180) and JSON, with the same names in both. */
public final class ReconciliationText {

  private static final List<String> DAY =
      List.of(
          "day",
          "closed",
          "acceptedCalls",
          "acceptedSegments",
          "unknownCalls",
          "unknownSegments",
          "answeredParts",
          "billedParts",
          "charge",
          "balanceUnit",
          "balanceBefore",
          "balanceBeforeAt",
          "balanceAfter",
          "balanceAfterAt",
          "differences");
  private static final List<String> DIFFERENCE =
      List.of(
          "day",
          "submissionId",
          "consumer",
          "requestId",
          "call",
          "channel",
          "kind",
          "segments",
          "billedParts");

  private ReconciliationText() {}

  /** One line for each day, after a line with the names. */
  public static String days(List<ReconciledDay> days) {
    return Csv.of(DAY, days.stream().map(day -> List.copyOf(fields(day).values())).toList());
  }

  /** One line for each call that differs, after a line with the names. */
  public static String differences(List<ReconciledDay> days) {
    return Csv.of(
        DIFFERENCE,
        days.stream()
            .flatMap(
                day ->
                    day.calls().differences().stream()
                        .map(difference -> List.copyOf(fields(day.day(), difference).values())))
            .toList());
  }

  /** An object with the days, each with its differences. What is not known is left out. */
  static String json(List<ReconciledDay> days) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (ReconciledDay day : days) {
      JsonArrayBuilder differences = Json.createArrayBuilder();
      day.calls()
          .differences()
          .forEach(difference -> differences.add(object(fields(day.day(), difference))));
      all.add(object(fields(day)).add("list", differences));
    }
    return Json.createObjectBuilder().add("days", all).build() + "\n";
  }

  /** Numbers as text: a reader's binary floating point would change amounts and ids. */
  private static JsonObjectBuilder object(Map<String, String> fields) {
    JsonObjectBuilder object = Json.createObjectBuilder();
    fields.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            object.add(name, value);
          }
        });
    return object;
  }

  private static Map<String, String> fields(ReconciledDay day) {
    BilledCalls calls = day.calls();
    return named(
        DAY,
        day.day(),
        day.isClosed(),
        calls.sent().calls(),
        calls.sent().segments(),
        calls.unknown().calls(),
        calls.unknown().segments(),
        calls.answered(),
        calls.billedParts(),
        calls.charge().toPlainString(),
        Stream.of(day.after(), day.before())
            .flatMap(Optional::stream)
            .map(sample -> sample.balance().unit().name())
            .findFirst()
            .orElse(""),
        amount(day.before()),
        time(day.before()),
        amount(day.after()),
        time(day.after()),
        calls.differing());
  }

  private static String amount(Optional<BalanceSnapshot> sample) {
    return sample.map(known -> known.balance().amount().toPlainString()).orElse("");
  }

  private static String time(Optional<BalanceSnapshot> sample) {
    return sample
        .map(
            known ->
                known
                    .askedAt()
                    .truncatedTo(ChronoUnit.SECONDS)
                    .atZone(QuietHours.CHINA)
                    .toOffsetDateTime()
                    .toString())
        .orElse("");
  }

  private static Map<String, String> fields(LocalDate day, BillingDifference difference) {
    BillingDifference.Call call = difference.call();
    return named(
        DIFFERENCE,
        day,
        call.submission(),
        call.consumer(),
        call.requestId().orElse(""),
        call.number(),
        call.channel(),
        difference.kind(),
        difference.segments(),
        difference.billedParts().isPresent() ? difference.billedParts().getAsLong() : "");
  }

  private static Map<String, String> named(List<String> names, Object... values) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (int i = 0; i < values.length; i++) {
      fields.put(names.get(i), values[i].toString());
    }
    return fields;
  }
}
