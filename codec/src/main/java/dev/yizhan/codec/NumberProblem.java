package dev.yizhan.codec;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntPredicate;

/** Finds out why a text is no phone number. */
final class NumberProblem {

  /** Blank in print, though Unicode counts them among letters and symbols. */
  private static final String BLANK_LETTERS = "\u115F\u1160\u2800\u3164\uFFA0";

  private NumberProblem() {}

  /**
   * The reason, without a digit or a letter of the text. An invisible character is named before any
   * other.
   *
   * @param text without blanks around it; no number
   * @return for example {@code U+200B ZERO WIDTH SPACE at position 4}; empty if the form as a whole
   *     is wrong
   */
  static Optional<String> of(String text) {
    return first(text, NumberProblem::isInvisible)
        .or(() -> first(text, c -> !isDigit(c) && c != '+' && !Character.isLetter(c)))
        .or(() -> ofDigits(text));
  }

  static boolean isInvisible(int codePoint) {
    return switch (Character.getType(codePoint)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SPACE_SEPARATOR,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.NON_SPACING_MARK ->
          true;
      default -> BLANK_LETTERS.indexOf(codePoint) >= 0;
    };
  }

  private static boolean isDigit(int codePoint) {
    return codePoint >= '0' && codePoint <= '9';
  }

  /** The first character that a predicate accepts. Positions count characters, from 1. */
  private static Optional<String> first(String text, IntPredicate predicate) {
    int[] characters = text.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      if (predicate.test(characters[i])) {
        return Optional.of(
            String.format(
                Locale.ROOT,
                "U+%04X %s at position %d",
                characters[i],
                Objects.requireNonNullElse(Character.getName(characters[i]), "(unassigned)"),
                i + 1));
      }
    }
    return Optional.empty();
  }

  private static Optional<String> ofDigits(String text) {
    if (text.startsWith("+86") || text.startsWith("0086") || text.startsWith("86")) {
      return Optional.of("no mobile and no landline of mainland China follows the country code 86");
    }
    if (text.startsWith("00")) {
      return Optional.of("the country code of a number abroad follows +, not 00");
    }
    if (!text.startsWith("0")) {
      return Optional.empty();
    }
    return Optional.of(
        AreaCodes.beginsWithCode(text)
            ? "after the area code, 7 or 8 digits (8 after 010 and 02x) that begin with 2 to 8 are"
                + " needed"
            : "no area code of mainland China begins so");
  }
}
