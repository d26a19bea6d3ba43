package dev.yizhan.gateway.console;

import java.util.Optional;

/** Ids and positions in addresses and forms. */
final class Numbers {

  private static final int MOST_DIGITS = 19;

  private Numbers() {}

  /** A number of at most 19 digits; empty for everything else. */
  static Optional<Long> find(String text) {
    return !text.isEmpty()
            && text.length() <= MOST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9')
        ? parse(text)
        : Optional.empty();
  }

  private static Optional<Long> parse(String digits) {
    try {
      return Optional.of(Long.parseLong(digits));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
