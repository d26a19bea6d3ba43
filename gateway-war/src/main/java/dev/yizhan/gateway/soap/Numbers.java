package dev.yizhan.gateway.soap;

/** Ids and positions, which the contract has as strings. */
final class Numbers {

  private static final int LONGEST_DIGITS = 19;

  private Numbers() {}

  /** What is none of ours becomes a number that finds nothing. */
  static long of(String text) {
    boolean ours =
        !text.isEmpty()
            && text.length() <= LONGEST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    try {
      return ours ? Long.parseLong(text) : Long.MAX_VALUE;
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
