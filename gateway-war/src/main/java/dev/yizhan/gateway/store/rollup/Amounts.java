package dev.yizhan.gateway.store.rollup;

import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ObjLongConsumer;

/** The amounts of one key, or what is to be added to them. Not thread-safe. */
public final class Amounts {

  private static final int CHARGE_DIGITS = 8;

  /** More than any call costs; an absurd answer must not overflow a sum. */
  private static final BigDecimal MOST_CHARGED = BigDecimal.valueOf(1_000_000);

  private final Map<Figure, Long> figures = new EnumMap<>(Figure.class);
  private final TreeMap<Integer, long[]> seconds = new TreeMap<>();

  public void add(Figure figure, long amount) {
    figures.merge(figure, amount, Long::sum);
  }

  public long get(Figure figure) {
    return figures.getOrDefault(figure, 0L);
  }

  /** Adds recipients in a state; those that wait are what remains of all. */
  public void add(DeliveryState state, long recipients) {
    Figure.of(state).ifPresent(figure -> add(figure, recipients));
  }

  /** Adds calls that ended alike. */
  public void add(CallRecord.Result outcome, long calls) {
    add(Figure.of(outcome), calls);
  }

  /**
   * Adds what calls cost.
   *
   * @param each in yuan
   */
  public void addCharge(BigDecimal each, long calls) {
    add(Figure.CHARGE, units(each) * calls);
  }

  private static long units(BigDecimal charge) {
    return charge
        .min(MOST_CHARGED)
        .max(MOST_CHARGED.negate())
        .movePointRight(CHARGE_DIGITS)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  /** In yuan, with two digits after the point or as many as it needs. */
  public BigDecimal charge() {
    BigDecimal exact = BigDecimal.valueOf(get(Figure.CHARGE), CHARGE_DIGITS).stripTrailingZeros();
    return exact.signum() == 0 ? BigDecimal.ZERO : exact.setScale(Math.max(2, exact.scale()));
  }

  /**
   * Adds deliveries that took some time.
   *
   * @param took seconds; negative ones count as none
   */
  public void addSeconds(long took, long deliveries) {
    addSeconds(SecondRange.of(took), SecondRange.part(took), deliveries);
  }

  void addSeconds(int range, int part, long deliveries) {
    seconds.computeIfAbsent(range, key -> new long[SecondRange.PARTS])[part] += deliveries;
  }

  /** Adds all of another one, or, with -1, subtracts it. */
  public void addAll(Amounts other, int times) {
    other.figures.forEach((figure, amount) -> add(figure, times * amount));
    other.seconds.forEach(
        (range, counts) -> {
          for (int part = 0; part < counts.length; part++) {
            if (counts[part] != 0) {
              addSeconds(range, part, times * counts[part]);
            }
          }
        });
  }

  /** Passes on how many deliveries took how long: the least time of each part of a range. */
  public void forEachSecond(ObjLongConsumer<Long> consumer) {
    seconds.forEach(
        (range, counts) -> {
          for (int part = 0; part < counts.length; part++) {
            if (counts[part] != 0) {
              consumer.accept(SecondRange.least(range, part), counts[part]);
            }
          }
        });
  }

  boolean hasFigures() {
    return figures.values().stream().anyMatch(amount -> amount != 0);
  }

  /** In the order of {@link Figure}. */
  long[] figures() {
    return Arrays.stream(Figure.values()).mapToLong(this::get).toArray();
  }

  /** The counts of each range in which there are any. */
  SortedMap<Integer, long[]> seconds() {
    TreeMap<Integer, long[]> changed = new TreeMap<>(seconds);
    changed.values().removeIf(counts -> Arrays.stream(counts).allMatch(count -> count == 0));
    return changed;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Amounts that && toString().equals(that.toString());
  }

  @Override
  public int hashCode() {
    return toString().hashCode();
  }

  /** What differs from zero. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Figure figure : Figure.values()) {
      if (get(figure) != 0) {
        text.append(figure.column()).append('=').append(get(figure)).append(' ');
      }
    }
    seconds()
        .forEach(
            (range, counts) ->
                text.append('r').append(range).append('=').append(Arrays.toString(counts)));
    return text.toString();
  }
}
