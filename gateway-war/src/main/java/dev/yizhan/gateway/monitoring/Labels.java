package dev.yizhan.gateway.monitoring;

import java.util.Locale;

/** Values of labels. */
final class Labels {

  private Labels() {}

  /** The name of a constant in lower case. */
  static String of(Enum<?> constant) {
    return of(constant.name());
  }

  static String of(String constant) {
    return constant.toLowerCase(Locale.ROOT);
  }
}
