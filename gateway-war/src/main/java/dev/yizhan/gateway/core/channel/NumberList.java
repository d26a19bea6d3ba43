package dev.yizhan.gateway.core.channel;

import dev.yizhan.codec.PhoneNumber;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Phone numbers and prefixes of phone numbers. */
public record NumberList(Set<PhoneNumber> numbers, Set<String> prefixes) {

  private static final String CHINA = "+86";

  /** Copies the sets. */
  public NumberList {
    numbers = Set.copyOf(numbers);
    prefixes = Set.copyOf(prefixes);
  }

  /**
   * Parses a list.
   *
   * @param entries numbers as {@link PhoneNumber#of} takes them, or a prefix and {@code *}, as in
   *     {@code 170*} and {@code +1*}. A landline whose area code no longer exists is allowed: lists
   *     are old
   * @throws IllegalArgumentException if an entry is neither; the message masks it
   */
  public static NumberList of(Collection<String> entries) {
    Set<PhoneNumber> numbers = new HashSet<>();
    Set<String> prefixes = new HashSet<>();
    for (String entry : entries) {
      if (entry.endsWith("*")) {
        prefixes.add(prefix(entry));
      } else {
        numbers.add(PhoneNumber.find(entry).orElseGet(() -> stored(entry)));
      }
    }
    return new NumberList(numbers, prefixes);
  }

  private static PhoneNumber stored(String entry) {
    try {
      return new PhoneNumber(entry.strip());
    } catch (IllegalArgumentException e) {
      // Its message says why.
      return PhoneNumber.of(entry);
    }
  }

  /** The prefix in normalized form. */
  private static String prefix(String entry) {
    String digits = normalized(entry.substring(0, entry.length() - 1));
    if (!digits.matches("1[0-9]{0,10}|0([1-9][0-9]{0,10})?|\\+[1-9][0-9]{0,13}")) {
      throw new IllegalArgumentException("give the prefix of a number, as in 170*, 020* and +852*");
    }
    return digits;
  }

  /** Without China's country code, a landline's with {@code 0}, a mobile's without. */
  private static String normalized(String prefix) {
    if (!prefix.startsWith(CHINA)) {
      return prefix.matches("01[3-9].*") ? prefix.substring(1) : prefix;
    }
    String mainland = prefix.substring(CHINA.length());
    return mainland.matches("10.*|[2-9].*") ? "0" + mainland : normalized(mainland);
  }

  boolean contains(PhoneNumber listed) {
    // Earlier versions stored some mobiles as landlines.
    PhoneNumber number =
        listed.kind() == PhoneNumber.Kind.LANDLINE
            ? PhoneNumber.find(listed.digits()).orElse(listed)
            : listed;
    return numbers.contains(number)
        || !prefixes.isEmpty() && prefixes.stream().anyMatch(number.digits()::startsWith);
  }
}
