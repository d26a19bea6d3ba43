package dev.yizhan.gateway.core.channel;

import dev.yizhan.codec.PhoneNumber;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Phone numbers and prefixes of phone numbers. */
public record NumberList(Set<PhoneNumber> numbers, Set<String> prefixes) {

  /** Copies the sets. */
  public NumberList {
    numbers = Set.copyOf(numbers);
    prefixes = Set.copyOf(prefixes);
  }

  /**
   * Parses a list.
   *
   * @param entries numbers as {@link PhoneNumber#of} takes them, or a prefix and {@code *}, as in
   *     {@code 170*} and {@code +1*}
   * @throws IllegalArgumentException if an entry is neither; the message masks it
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

  /** The prefix in normalized form: without China's country code. */
  private static String prefix(String entry) {
    String start = entry.substring(0, entry.length() - 1);
    String digits = start.startsWith("+86") ? start.substring(3) : start;
    if (!digits.matches("1[0-9]{0,10}|0([1-9][0-9]{0,10})?|\\+[1-9][0-9]{0,13}")) {
      throw new IllegalArgumentException("give the prefix of a number, as in 170*, 020* and +852*");
    }
    return digits;
  }

  boolean contains(PhoneNumber number) {
    return numbers.contains(number)
        || !prefixes.isEmpty() && prefixes.stream().anyMatch(number.digits()::startsWith);
  }
}
