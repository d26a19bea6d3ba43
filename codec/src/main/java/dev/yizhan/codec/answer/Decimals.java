package dev.yizhan.codec.answer;

import dev.yizhan.codec.CodecException;
import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Plain decimal numbers as the vendors write them: {@code 8.6}, {@code .1}, {@code 100}. */
final class Decimals {

  private static final Pattern FORM = Pattern.compile("-?(\\d{1,18}(\\.\\d{0,18})?|\\.\\d{1,18})");

  private Decimals() {}

  /** Parses a group of a match that began at an index of the whole answer. */
  static BigDecimal parse(Matcher fields, int group, int start) {
    return parse(fields.group(group), start + fields.start(group));
  }

  static BigDecimal parse(String text, int index) {
    if (!FORM.matcher(text).matches()) {
      throw CodecException.at(index, "Not a plain decimal number");
    }
    return new BigDecimal(text);
  }
}
