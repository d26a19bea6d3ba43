package dev.yizhan.gateway.core.statement;

import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** Adds lines of statements, also of several days. */
public final class StatementSum {

  private StatementSum() {}

  /**
   * All figures of some lines together.
   *
   * @param key of the sum
   * @param account of the sum
   */
  public static StatementLine of(
      StatementLine.Key key, String account, Collection<StatementLine> lines) {
    Map<DeliveryState, Long> deliveries = new EnumMap<>(DeliveryState.class);
    Map<CallRecord.Result, Long> ended = new EnumMap<>(CallRecord.Result.class);
    TreeMap<Long, Long> seconds = new TreeMap<>();
    for (StatementLine line : lines) {
      line.deliveries().forEach((state, count) -> deliveries.merge(state, count, Long::sum));
      line.calls().ended().forEach((result, count) -> ended.merge(result, count, Long::sum));
      line.seconds().counts().forEach((second, count) -> seconds.merge(second, count, Long::sum));
    }
    return new StatementLine(
        key,
        account,
        lines.stream().mapToLong(StatementLine::submissions).sum(),
        lines.stream().mapToLong(StatementLine::segments).sum(),
        deliveries,
        new StatementLine.Calls(
            ended,
            lines.stream().mapToLong(line -> line.calls().billedParts()).sum(),
            lines.stream()
                .map(line -> line.calls().charge())
                .reduce(BigDecimal.ZERO, BigDecimal::add)),
        new StatementLine.OptedOut(
            lines.stream().mapToLong(line -> line.optedOut().stopped()).sum(),
            lines.stream().mapToLong(line -> line.optedOut().refused()).sum()),
        new StatementLine.Seconds(seconds));
  }
}
