package dev.yizhan.codec.answer;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Function;

/**
 * A list of records that a vendor returned, in order. It keeps the broken ones too: a vendor
 * deletes records when they are read, so none may get lost.
 *
 * @param announced the number of records according to the vendor, if it states one
 */
public record Records<T>(List<Item<T>> items, OptionalInt announced) {

  /** A record of a list. */
  public sealed interface Item<T> {}

  /** A record that could be read. */
  public record Good<T>(T value) implements Item<T> {

    /** Checks that nothing is {@code null}. */
    public Good {
      requireNonNull(value, "value");
    }
  }

  /**
   * A record that could not be read.
   *
   * @param raw as received, without the separator after it
   * @param index where it begins in the answer, in UTF-16 units
   */
  public record Broken<T>(String raw, int index) implements Item<T> {

    /** Checks that nothing is {@code null}. */
    public Broken {
      requireNonNull(raw, "raw");
    }

    /** The index without the text: {@code Broken[at 120]}. */
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

  /** A list whose length the vendor does not announce. */
  static <T> Records<T> of(List<Item<T>> items) {
    return new Records<>(items, OptionalInt.empty());
  }

  /** Converts the records that could be read; broken ones stay as they are. */
  public <R> Records<R> map(Function<? super T, ? extends R> function) {
    List<Item<R>> mapped = new ArrayList<>();
    for (Item<T> item : items) {
      mapped.add(
          item instanceof Good<T> good
              ? new Good<>(function.apply(good.value()))
              : new Broken<>(((Broken<T>) item).raw(), ((Broken<T>) item).index()));
    }
    return new Records<>(mapped, announced);
  }

  /** The records that could be read, in order. */
  public List<T> good() {
    return items.stream()
        .filter(Good.class::isInstance)
        .map(item -> ((Good<T>) item).value())
        .toList();
  }

  /** The records that could not be read, in order. */
  public List<Broken<T>> broken() {
    return items.stream().filter(Broken.class::isInstance).map(item -> (Broken<T>) item).toList();
  }
}
