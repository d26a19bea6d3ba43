package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.OptionalInt;

/**
 * A list that a vendor handed out: every record, the broken ones as they came, in order. Vendors
 * hand a record out once, so none may get lost.
 *
 * @param items the records
 * @param announced how many the vendor said there are, where it says so
 * @param <T> what a record is
 */
public record Records<T>(List<Item<T>> items, OptionalInt announced) {

  /**
   * A record of a list.
   *
   * @param <T> what a record is
   */
  public sealed interface Item<T> {}

  /**
   * A record that could be read.
   *
   * @param value the record
   * @param <T> what a record is
   */
  public record Good<T>(T value) implements Item<T> {

    /** Checks that the record is there. */
    public Good {
      requireNonNull(value, "value");
    }
  }

  /**
   * What could not be read.
   *
   * @param raw as it came, without the separator behind it
   * @param index where it begins in the answer, in UTF-16 units
   * @param <T> what a record should be
   */
  public record Broken<T>(String raw, int index) implements Item<T> {

    /** Checks that the text is there. */
    public Broken {
      requireNonNull(raw, "raw");
    }

    /**
     * Shows the place only.
     *
     * @return for example {@code Broken[at 120]}
     */
    @Override
    public String toString() {
      return "Broken[at " + index + "]";
    }
  }

  /** Copies the list. */
  public Records {
    items = List.copyOf(items);
    requireNonNull(announced, "announced");
  }

  /**
   * A list whose length the vendor does not announce.
   *
   * @param items the records
   * @param <T> what a record is
   * @return the list
   */
  static <T> Records<T> of(List<Item<T>> items) {
    return new Records<>(items, OptionalInt.empty());
  }

  /**
   * Turns the records into something else; broken ones stay as they came.
   *
   * @param function what to do with one
   * @param <R> what comes out
   * @return the other list
   */
  public <R> Records<R> map(java.util.function.Function<? super T, ? extends R> function) {
    List<Item<R>> mapped = new java.util.ArrayList<>();
    for (Item<T> item : items) {
      mapped.add(
          item instanceof Good<T> good
              ? new Good<>(function.apply(good.value()))
              : new Broken<>(((Broken<T>) item).raw(), ((Broken<T>) item).index()));
    }
    return new Records<>(mapped, announced);
  }

  /**
   * The records that could be read.
   *
   * @return in order
   */
  public List<T> good() {
    return items.stream()
        .filter(Good.class::isInstance)
        .map(item -> ((Good<T>) item).value())
        .toList();
  }

  /**
   * What could not be read.
   *
   * @return in order
   */
  public List<Broken<T>> broken() {
    return items.stream().filter(Broken.class::isInstance).map(item -> (Broken<T>) item).toList();
  }
}
