package dev.yizhan.codec.answer;

import dev.yizhan.codec.CodecException;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Decimal numbers as the vendors write them: {@code 8.6}, {@code .1}, {@code -3.5}, and with an
 * exponent where VBScript prints a number below a tenth, {@code 9.99999999999943E-02} (vendor-rules
 * §8).
 */
final class Decimals {

  /** The exponent has two digits at most, so that no number has more than some hundred digits. */
  private static final Pattern FORM =
      Pattern.compile("-?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})([Ee][-+]?\\d{1,2})?");

  private Decimals() {}

  /** Parses a group of a match that began at an index of the whole answer. */
  static BigDecimal parse(Matcher fields, int group, int start) {
    return parse(fields.group(group), start + fields.start(group));
  }

  static BigDecimal parse(String text, int index) {
    return find(text).orElseThrow(() -> CodecException.at(index, "Not a decimal number"));
  }

  /** Empty if the text is no number; a number never has a negative scale. */
  static Optional<BigDecimal> find(String text) {
    if (!FORM.matcher(text).matches()) {
      return Optional.empty();
    }
    BigDecimal number = new BigDecimal(text);
    return Optional.of(number.scale() < 0 ? number.setScale(0) : number);
  }
}
