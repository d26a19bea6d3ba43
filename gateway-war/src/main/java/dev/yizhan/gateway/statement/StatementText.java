package dev.yizhan.gateway.statement;

import dev.yizhan.gateway.core.statement.StatementDay;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes statements as CSV (RFC 4180) and JSON, with the same names in both. */
public final class StatementText {

  private static final List<String> NAMES = List.of("consumer", "channel", "account");

  private StatementText() {}

  /** One line for each day, consumer and channel, after a line with the names. */
  public static String csv(List<StatementDay> days) {
    List<String> header = new ArrayList<>(List.of("day", "closed"));
    header.addAll(NAMES);
    header.addAll(figureNames());
    header.add("charge");
    List<List<String>> rows = new ArrayList<>();
    for (StatementDay day : days) {
      for (StatementLine line : day.lines()) {
        List<String> fields = new ArrayList<>();
        fields.add(day.day().toString());
        fields.add(String.valueOf(day.isClosed()));
        fields.addAll(names(line));
        figures(line).values().forEach(figure -> fields.add(figure < 0 ? "" : figure.toString()));
        fields.add(line.calls().charge().toPlainString());
        rows.add(fields);
      }
    }
    return Csv.of(header, rows);
  }

  private static List<String> figureNames() {
    return List.of(
        "submissions",
        "recipients",
        "segments",
        "waiting",
        "accepted",
        "delivered",
        "failed",
        "unknown",
        "rejected",
        "expired",
        "cancelled",
        "callsAccepted",
        "callsRejected",
        "callsNotSent",
        "callsUnknown",
        "billedParts",
        "medianSeconds",
        "p95Seconds",
        "optedOut",
        "refusedOptedOut");
  }

  private static List<String> names(StatementLine line) {
    return List.of(line.key().consumer(), line.key().channel(), line.account());
  }

  /** By name, in order; -1 where there is none. */
  private static Map<String, Long> figures(StatementLine line) {
    List<Long> values =
        List.of(
            line.submissions(),
            line.recipients(),
            line.segments(),
            line.waiting(),
            line.count(DeliveryState.SUBMITTED),
            line.count(DeliveryState.DELIVERED),
            line.count(DeliveryState.FAILED),
            line.count(DeliveryState.UNKNOWN),
            line.count(DeliveryState.REJECTED),
            line.count(DeliveryState.EXPIRED),
            line.count(DeliveryState.CANCELLED),
            line.calls().count(CallRecord.Result.ACCEPTED),
            line.calls().count(CallRecord.Result.REJECTED),
            line.calls().count(CallRecord.Result.NOT_SENT),
            line.calls().count(CallRecord.Result.UNKNOWN),
            line.calls().billedParts(),
            line.seconds().percentile(50),
            line.seconds().percentile(95),
            line.optedOut().stopped(),
            line.optedOut().refused());
    Map<String, Long> figures = new LinkedHashMap<>();
    List<String> names = figureNames();
    for (int i = 0; i < names.size(); i++) {
      figures.put(names.get(i), values.get(i));
    }
    return figures;
  }

  /** An object with the days, each with its lines. A figure that there is not is left out. */
  static String json(List<StatementDay> days) {
    JsonArrayBuilder all = Json.createArrayBuilder();
    for (StatementDay day : days) {
      JsonArrayBuilder lines = Json.createArrayBuilder();
      for (StatementLine line : day.lines()) {
        JsonObjectBuilder object = Json.createObjectBuilder();
        List<String> names = names(line);
        for (int i = 0; i < NAMES.size(); i++) {
          object.add(NAMES.get(i), names.get(i));
        }
        figures(line)
            .forEach(
                (name, figure) -> {
                  if (figure >= 0) {
                    object.add(name, figure);
                  }
                });
        // As text: a reader's binary floating point would change it.
        lines.add(object.add("charge", line.calls().charge().toPlainString()));
      }
      all.add(
          Json.createObjectBuilder()
              .add("day", day.day().toString())
              .add("closed", day.isClosed())
              .add("lines", lines));
    }
    return Json.createObjectBuilder().add("days", all).build() + "\n";
  }
}
