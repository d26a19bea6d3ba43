package dev.yizhan.gateway.core.optout;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What an opt-out is, and on whose list it is.
 *
 * @param words that are opt-outs as a whole message
 * @param usual of consumers without a scope of their own
 * @param byConsumer the scopes of consumers
 * @param exemptsUrgent whether urgent messages go to numbers on the lists, too
 */
public record OptOutRules(
    Set<String> words,
    OptOutScope usual,
    Map<String, OptOutScope> byConsumer,
    boolean exemptsUrgent) {

  /** No lists. */
  public static final OptOutRules OFF = new OptOutRules(Set.of(), OptOutScope.OFF, Map.of(), false);

  private static final int FIRST_FULL_WIDTH = 0xFF01;
  private static final int LAST_FULL_WIDTH = 0xFF5E;
  private static final int WIDTH_DISTANCE = 0xFEE0;

  /** Folds the words, and copies the map. */
  public OptOutRules {
    words = words.stream().map(OptOutRules::folded).collect(Collectors.toUnmodifiableSet());
    byConsumer = Map.copyOf(byConsumer);
  }

  OptOutScope scope(String consumer) {
    return byConsumer.getOrDefault(consumer, usual);
  }

  /** Whether a whole text is one of the words: no text that only contains one is. */
  public boolean isOptOut(String text) {
    return words.contains(folded(text));
  }

  /**
   * A text without what people do not mean to distinguish: blanks around it, full-width or
   * half-width ASCII, case.
   */
  public static String folded(String text) {
    StringBuilder narrow = new StringBuilder(text.length());
    text.codePoints().map(OptOutRules::narrow).forEach(narrow::appendCodePoint);
    int first = 0;
    int last = narrow.length();
    while (first < last && isBlank(narrow.charAt(first))) {
      first++;
    }
    while (last > first && isBlank(narrow.charAt(last - 1))) {
      last--;
    }
    return narrow.substring(first, last).toLowerCase(Locale.ROOT);
  }

  private static int narrow(int codePoint) {
    return codePoint >= FIRST_FULL_WIDTH && codePoint <= LAST_FULL_WIDTH
        ? codePoint - WIDTH_DISTANCE
        : codePoint;
  }

  /** All kinds of blanks and line ends, and characters without width that phones add. */
  private static boolean isBlank(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || Character.getType(c) == Character.FORMAT
        || Character.getType(c) == Character.CONTROL;
  }
}
