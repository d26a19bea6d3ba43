package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A phone number that a message can be sent to (vendor-rules §8, "Numbers"). All forms of one
 * number are equal.
 *
 * <pre>{@code
 * PhoneNumber.of("13800138000")       // a mainland mobile
 * PhoneNumber.of("+8613800138000")    // the same, as are 0086…, 86… and 013800138000
 * PhoneNumber.of("075580808080")      // a landline with its area code
 * PhoneNumber.of("+8675580808080")    // the same, as are 0086… and 86…
 * PhoneNumber.of("+85291234567")      // international
 * }</pre>
 *
 * @param digits a mainland mobile of 11 digits, a landline with {@code 0} and area code, an
 *     international number with {@code +}
 */
public record PhoneNumber(String digits) {

  private static final Pattern MOBILE = Pattern.compile("1[3-9][0-9]{9}");
  private static final Pattern LANDLINE = Pattern.compile("0[1-9][0-9]{8,10}");
  private static final Pattern MOBILE_FORMS =
      Pattern.compile("(?:(?:\\+|00)?86)?0?(1[3-9][0-9]{9})");
  private static final Pattern LANDLINE_FORMS =
      Pattern.compile("(?:\\+|00)?860?([1-9][0-9]{8,10})");
  private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");
  private static final String CHINA = "+86";

  private static final Set<String> TWO_DIGIT_COUNTRIES =
      Set.of(
          ("20 27 30 31 32 33 34 36 39 40 41 43 44 45 46 47 48 49 51 52 53 54 55 56 57 58 60 61 62"
                  + " 63 64 65 66 81 82 84 86 90 91 92 93 94 95 98")
              .split(" ", -1));

  private static final int SHOWN_BEFORE = 3;
  private static final int SHOWN_AFTER = 4;

  /** The kind of a number decides which channels can reach it. */
  public enum Kind {
    /** A mobile of mainland China, 11 digits. */
    MOBILE,
    /** A landline of mainland China, with its area code. */
    LANDLINE,
    /** {@code +}, country code and number; not {@code +86}. */
    INTERNATIONAL
  }

  /**
   * A number in its normal form, as it is stored. Only the shape is checked: a landline may have an
   * area code that no longer exists. {@link #of} and {@link #find} read what people write.
   *
   * @throws IllegalArgumentException if the shape is that of no kind; the message masks it
   */
  public PhoneNumber {
    requireNonNull(digits, "digits");
    if (!hasShape(digits)) {
      throw refused(digits, "");
    }
  }

  /**
   * Reads a number. Blanks around it are removed.
   *
   * @throws IllegalArgumentException if it is no number of any kind; the message masks it
   */
  public static PhoneNumber of(String text) {
    return find(text)
        .orElseThrow(() -> refused(text, problem(text).map(reason -> reason + "; ").orElse("")));
  }

  /** As {@link #of}; empty if it is no number of any kind. */
  public static Optional<PhoneNumber> find(String text) {
    String digits = normalized(requireNonNull(text, "text").strip());
    return isNumber(digits) ? Optional.of(new PhoneNumber(digits)) : Optional.empty();
  }

  /**
   * Says why a text is no number. Of its characters it names one at most, and no digit or letter:
   * an invisible one, or the first that is not allowed.
   *
   * @return for example {@code U+200B ZERO WIDTH SPACE at position 4}, the first position being 1;
   *     empty for a number, and if there is no better reason than its form
   */
  public static Optional<String> problem(String text) {
    return find(text).isPresent() ? Optional.empty() : NumberProblem.of(text.strip());
  }

  private static IllegalArgumentException refused(String text, String reason) {
    return new IllegalArgumentException(
        mask(text)
            + " is no number: "
            + reason
            + "give a mainland mobile (11 digits), a landline with its area code (0…), or an"
            + " international number with + and country code");
  }

  private static String normalized(String text) {
    Matcher mobile = MOBILE_FORMS.matcher(text);
    if (mobile.matches()) {
      return mobile.group(1);
    }
    Matcher landline = LANDLINE_FORMS.matcher(text);
    return landline.matches() ? "0" + landline.group(1) : text;
  }

  /**
   * The digits under which this number may be stored: its own, then those of versions until
   * November 2026, which took a mobile with a leading {@code 0} for a landline.
   */
  public List<String> storedForms() {
    return kind() == Kind.MOBILE ? List.of(digits, "0" + digits) : List.of(digits);
  }

  public Kind kind() {
    if (digits.startsWith("+")) {
      return Kind.INTERNATIONAL;
    }
    return digits.startsWith("0") ? Kind.LANDLINE : Kind.MOBILE;
  }

  /**
   * The calling code of the number's country (ITU E.164), such as {@code 86}, {@code 852} or {@code
   * 1}: 1 and 7 have one digit, some forty have two, all others three. Countries may share a code.
   */
  public String countryCode() {
    String all = withCountryCode();
    if (all.startsWith("1") || all.startsWith("7")) {
      return all.substring(0, 1);
    }
    return all.substring(0, TWO_DIGIT_COUNTRIES.contains(all.substring(0, 2)) ? 2 : 3);
  }

  /**
   * The number with country code, without {@code +} or {@code 00}.
   *
   * @return for example {@code 8613800138000}, {@code 867551234567} for {@code 07551234567}, {@code
   *     85291234567} for {@code +85291234567}
   */
  public String withCountryCode() {
    return switch (kind()) {
      case MOBILE -> "86" + digits;
      case LANDLINE -> "86" + digits.substring(1);
      case INTERNATIONAL -> digits.substring(1);
    };
  }

  /** Masked, for logs and messages: {@code 138****8000}. */
  @Override
  public String toString() {
    return mask(digits);
  }

  /**
   * Masks a number or an invalid one: its first three and last four characters around {@code ****},
   * or {@code ****} alone if it is shorter than nine. {@code ?} stands for an invisible character.
   */
  public static String mask(String text) {
    String number = requireNonNull(text, "text");
    if (number.length() <= SHOWN_BEFORE + SHOWN_AFTER + 1) {
      return "****";
    }
    String shown = number.length() > 16 ? number.substring(0, 16) : number;
    return visible(shown.substring(0, SHOWN_BEFORE))
        + "****"
        + visible(shown.substring(shown.length() - SHOWN_AFTER));
  }

  private static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> NumberProblem.isInvisible(c) ? '?' : c)
        .forEach(visible::appendCodePoint);
    return visible.toString();
  }

  private static boolean isNumber(String digits) {
    return hasShape(digits) && (!digits.startsWith("0") || AreaCodes.isLandline(digits));
  }

  private static boolean hasShape(String digits) {
    return MOBILE.matcher(digits).matches()
        || LANDLINE.matcher(digits).matches()
        || (INTERNATIONAL.matcher(digits).matches() && !digits.startsWith(CHINA));
  }
}
