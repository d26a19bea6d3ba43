package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.PhoneNumber;
import java.util.Optional;

/**
 * How versions until November 2026 read numbers: only {@code +86} counted as a country code, every
 * {@code 0} began a landline. Fingerprints of stored submissions were made so.
 */
final class FormerNumbers {

  private static final String CHINA = "+86";

  private FormerNumbers() {}

  static Optional<PhoneNumber> find(String text) {
    String digits = text.strip();
    if (!digits.startsWith(CHINA)) {
      return withShape(digits);
    }
    String mainland = digits.substring(CHINA.length());
    return withShape(mainland)
        .filter(number -> number.kind() == PhoneNumber.Kind.MOBILE)
        .or(() -> withShape("0" + mainland));
  }

  private static Optional<PhoneNumber> withShape(String digits) {
    try {
      return Optional.of(new PhoneNumber(digits));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
