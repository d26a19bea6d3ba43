package dev.yizhan.gateway.core.channel;

import dev.yizhan.codec.PhoneNumber;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Numbers, and beginnings of numbers.
 *
 * @param numbers whole ones
 * @param prefixes of others
 */
public record NumberList(Set<PhoneNumber> numbers, Set<String> prefixes) {

  /** Copies the sets. */
  public NumberList {
    numbers = Set.copyOf(numbers);
    prefixes = Set.copyOf(prefixes);
  }

  /**
   * Reads a list.
   *
   * @param entries numbers as {@link PhoneNumber#of} takes them, or their beginning and {@code *},
   *     as in {@code 170*} and {@code +1*}
   * @return the list
   * @throws IllegalArgumentException where an entry is none of them; the message masks it
   */
  public static NumberList of(Collection<String> entries) {
    Set<PhoneNumber> numbers = new HashSet<>();
    Set<String> prefixes = new HashSet<>();
    for (String entry : entries) {
      if (entry.endsWith("*")) {
        prefixes.add(prefix(entry));
      } else {
        numbers.add(PhoneNumber.of(entry));
      }
    }
    return new NumberList(numbers, prefixes);
  }

  /** As the digits of numbers begin: without China's code. */
  private static String prefix(String entry) {
    String start = entry.substring(0, entry.length() - 1);
    String digits = start.startsWith("+86") ? start.substring(3) : start;
    if (!digits.matches("1[0-9]{0,10}|0([1-9][0-9]{0,10})?|\\+[1-9][0-9]{0,13}")) {
      throw new IllegalArgumentException(
          "give the beginning of a number, as in 170*, 020* and +852*");
    }
    return digits;
  }

  /** Whether a number is on it. */
  boolean contains(PhoneNumber number) {
    return numbers.contains(number)
        || !prefixes.isEmpty() && prefixes.stream().anyMatch(number.digits()::startsWith);
  }
}
