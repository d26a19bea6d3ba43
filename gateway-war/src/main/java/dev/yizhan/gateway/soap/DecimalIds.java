package dev.yizhan.gateway.soap;

/** Ids and positions: digits in the contract, numbers in the store. */
final class DecimalIds {

  private static final int LONGEST_DIGITS = 19;

  private DecimalIds() {}

  /** Returns {@link Long#MAX_VALUE}, which no record has, for anything that is not an id. */
  static long parse(String text) {
    boolean isId =
        !text.isEmpty()
            && text.length() <= LONGEST_DIGITS
            && text.chars().allMatch(c -> c >= '0' && c <= '9');
    try {
      return isId ? Long.parseLong(text) : Long.MAX_VALUE;
    } catch (NumberFormatException e) {
      return Long.MAX_VALUE;
    }
  }
}
