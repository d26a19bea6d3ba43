package dev.yizhan.vendor;

import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The room that the query of a GET has for numbers and texts.
 *
 * @param characters left beside the account and the names of the parameters
 * @param length of a text in the query, in characters
 */
record QueryRoom(int characters, ToIntFunction<String> length) {

  /** For the names of the parameters and for values that do not change, more than they need. */
  private static final int FIXED_QUERY = 200;

  static QueryRoom of(Limits limits, Access access, ToIntFunction<String> length) {
    return new QueryRoom(
        limits.longestQuery()
            - FIXED_QUERY
            - length.applyAsInt(access.credentials().user())
            - length.applyAsInt(access.credentials().password()),
        length);
  }

  /** What is left for numbers beside the longest of the texts. */
  int besideLongest(List<String> texts) {
    return characters - texts.stream().mapToInt(length).max().orElse(0);
  }
}
