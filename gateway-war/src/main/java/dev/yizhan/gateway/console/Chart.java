package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.series.OutcomeCount;
import dev.yizhan.gateway.core.submission.CallRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Outcomes over time, as stacked bars and as a table.
 *
 * @param start when the first bar begins
 * @param bar how long one takes
 * @param most the height of the highest bar, in calls
 * @param layers one for each outcome that there was, the lowest first
 * @param rows the table, oldest first
 */
public record Chart(
    Instant start, Duration bar, long most, List<Layer> layers, List<TableRow> rows) {

  /** The width of the drawing. */
  public static final int WIDTH = 600;

  /** Its height. */
  public static final int HEIGHT = 100;

  private static final List<CallRecord.Result> OUTCOMES = Arrays.asList(CallRecord.Result.values());

  /** Copies the lists. */
  public Chart {
    layers = List.copyOf(layers);
    rows = List.copyOf(rows);
  }

  /**
   * The bars of one outcome.
   *
   * @param total of all bars
   * @param path as in SVG
   */
  public record Layer(CallRecord.Result outcome, long total, String path) {}

  /**
   * A row of the table.
   *
   * @param from when it begins
   * @param calls by outcome, in the order of the layers
   */
  public record TableRow(Instant from, List<Long> calls) {

    /** Copies the list. */
    public TableRow {
      calls = List.copyOf(calls);
    }
  }

  /**
   * The times that a chart shows.
   *
   * @param bars how many
   * @param barsInRow how many of them the table has in a row
   */
  record Scale(Duration bar, int bars, int barsInRow) {

    /** The last hour, by minutes. */
    static final Scale HOUR = new Scale(Duration.ofMinutes(1), 60, 10);

    /** The last day, by quarters of an hour. */
    static final Scale DAY = new Scale(Duration.ofMinutes(15), 96, 16);

    /** When the first bar begins, if the last one has begun. */
    Instant start(Instant now) {
      long millis = bar.toMillis();
      return Instant.ofEpochMilli(
          Math.floorDiv(now.toEpochMilli(), millis) * millis - (bars - 1) * millis);
    }
  }

  /** Draws counts; those of other times are left out. */
  static Chart of(Scale scale, Instant now, List<OutcomeCount> counts) {
    Instant start = scale.start(now);
    Map<CallRecord.Result, long[]> calls = new EnumMap<>(CallRecord.Result.class);
    OUTCOMES.forEach(outcome -> calls.put(outcome, new long[scale.bars()]));
    for (OutcomeCount count : counts) {
      long index =
          Math.floorDiv(Duration.between(start, count.minute()).toMillis(), scale.bar().toMillis());
      if (index >= 0 && index < scale.bars()) {
        of(calls, count.outcome())[(int) index] += count.calls();
      }
    }
    long most = 0;
    for (int i = 0; i < scale.bars(); i++) {
      long sum = 0;
      for (long[] ofOutcome : calls.values()) {
        sum += ofOutcome[i];
      }
      most = Math.max(most, sum);
    }
    List<CallRecord.Result> shown =
        OUTCOMES.stream()
            .filter(outcome -> Arrays.stream(of(calls, outcome)).anyMatch(each -> each > 0))
            .toList();
    return new Chart(
        start,
        scale.bar(),
        most,
        layers(shown, calls, most, scale.bars()),
        rows(shown, calls, start, scale));
  }

  private static long[] of(Map<CallRecord.Result, long[]> calls, CallRecord.Result outcome) {
    return Objects.requireNonNull(calls.get(outcome));
  }

  private static List<Layer> layers(
      List<CallRecord.Result> shown, Map<CallRecord.Result, long[]> calls, long most, int bars) {
    List<Layer> layers = new ArrayList<>();
    long[] below = new long[bars];
    double width = (double) WIDTH / bars;
    for (CallRecord.Result outcome : shown) {
      long[] own = of(calls, outcome);
      StringBuilder path = new StringBuilder();
      for (int i = 0; i < own.length; i++) {
        if (own[i] > 0) {
          double bottom = HEIGHT - (double) HEIGHT * below[i] / most;
          double height = (double) HEIGHT * own[i] / most;
          path.append('M')
              .append(tenths(i * width))
              .append(' ')
              .append(tenths(bottom))
              .append('h')
              .append(tenths(width * BAR_SHARE))
              .append('v')
              .append(tenths(-height))
              .append('h')
              .append(tenths(-width * BAR_SHARE))
              .append('z');
          below[i] += own[i];
        }
      }
      layers.add(new Layer(outcome, Arrays.stream(own).sum(), path.toString()));
    }
    return layers;
  }

  /** The rest of a bar's width is the gap to the next one. */
  private static final double BAR_SHARE = 0.8;

  private static String tenths(double value) {
    long tenths = Math.round(value * 10);
    return tenths % 10 == 0 ? Long.toString(tenths / 10) : Double.toString(tenths / 10.0);
  }

  private static List<TableRow> rows(
      List<CallRecord.Result> shown,
      Map<CallRecord.Result, long[]> calls,
      Instant start,
      Scale scale) {
    List<TableRow> rows = new ArrayList<>();
    for (int first = 0; first < scale.bars(); first += scale.barsInRow()) {
      int from = first;
      rows.add(
          new TableRow(
              start.plus(scale.bar().multipliedBy(first)),
              shown.stream()
                  .map(
                      outcome ->
                          Arrays.stream(of(calls, outcome), from, from + scale.barsInRow()).sum())
                  .toList()));
    }
    return rows;
  }
}
