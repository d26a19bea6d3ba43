package dev.yizhan.codec.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** What bytes are in one of several charsets in which they are valid. */
record Reading(Charset charset, boolean isDeclared, Plausibility plausibility) {

  /** How much cheaper than a declared reading another must be: a factor of e to the 20. */
  private static final int BENEFIT_OF_THE_DOUBT = 20;

  private static final int FEWEST_WIDE = 2;

  static Reading of(Charset charset, boolean isDeclared, byte[] bytes, int from) {
    return new Reading(
        charset,
        isDeclared,
        Plausibility.of(new String(bytes, from, bytes.length - from, charset)));
  }

  Reading better(Reading other) {
    return other.plausibility.exceeds(plausibility) ? other : this;
  }

  /**
   * Whether this reading is so much more plausible than a declared one that the declaration must be
   * wrong. Hanzi of UTF-8 have three bytes, so a few characters of two prove nothing: 682 of the
   * common hanzi have two bytes in code page 936 that are one such character each.
   */
  boolean overrules(Reading declared) {
    boolean isUtf8 = charset.equals(StandardCharsets.UTF_8);
    return !declared.plausibility.clean()
        && declared.plausibility.cost() - plausibility.cost() > BENEFIT_OF_THE_DOUBT
        && (isUtf8
            ? plausibility.wide() >= FEWEST_WIDE
            : declared.charset.equals(StandardCharsets.UTF_8));
  }
}
