package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The numbers of a message, each once, in the order in which they were first given.
 *
 * @param refused the entries that are no numbers, as given
 * @param duplicates how many numbers were given again
 */
public record Recipients(List<PhoneNumber> numbers, List<String> refused, int duplicates) {

  private static final Pattern SEPARATORS = Pattern.compile("[,，;；\\s]+");

  /** Copies the lists. */
  public Recipients {
    numbers = List.copyOf(numbers);
    refused = List.copyOf(refused);
  }

  /**
   * Reads numbers.
   *
   * @param entries each a number or a list of numbers: {@code ["13800138000",
   *     "13900139000,+85291234567"]}; empty pieces are ignored
   */
  public static Recipients of(List<String> entries) {
    return of(entries, PhoneNumber::find);
  }

  /**
   * Reads numbers by a rule of the caller's.
   *
   * @param entries as for {@link #of(List)}
   * @param rule reads one number; empty if it is none
   */
  public static Recipients of(List<String> entries, Function<String, Optional<PhoneNumber>> rule) {
    Set<PhoneNumber> numbers = new LinkedHashSet<>();
    List<String> refused = new ArrayList<>();
    int duplicates = 0;
    for (String entry : requireNonNull(entries, "entries")) {
      for (String piece : pieces(entry)) {
        Optional<PhoneNumber> number = rule.apply(piece);
        if (number.isEmpty()) {
          refused.add(piece);
        } else if (!numbers.add(number.get())) {
          duplicates++;
        }
      }
    }
    return new Recipients(List.copyOf(numbers), refused, duplicates);
  }

  /**
   * The pieces of an entry, in order, none of them empty: {@code "13800138000, abc"} has {@code
   * "13800138000"} and {@code "abc"}.
   */
  public static List<String> pieces(String entry) {
    return SEPARATORS.splitAsStream(entry).filter(piece -> !piece.isEmpty()).toList();
  }

  /**
   * Splits a list into chunks of at most {@code limit} elements, in order; none for an empty list.
   *
   * @throws IllegalArgumentException if the limit is below 1
   */
  public static <T> List<List<T>> chunks(List<T> list, int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("limit must be 1 or more: " + limit);
    }
    List<List<T>> chunks = new ArrayList<>();
    for (int from = 0; from < list.size(); from += limit) {
      chunks.add(List.copyOf(list.subList(from, Math.min(from + limit, list.size()))));
    }
    return List.copyOf(chunks);
  }

  /** Counts only, for logs: {@code 2 numbers, 1 refused, 0 duplicates}. */
  @Override
  public String toString() {
    return numbers.size()
        + " numbers, "
        + refused.size()
        + " refused, "
        + duplicates
        + " duplicates";
  }
}
