package dev.yizhan.vendor.changlong;

import static java.util.Objects.requireNonNull;

import dev.yizhan.http.Binding;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Limits;
import java.util.Set;

/**
 * An account of changlong and how it is used.
 *
 * @param access address, POST or GET, and account
 * @param limits of a call
 */
public record ChanglongSettings(Access access, Limits limits) {

  static final Set<Binding> TRANSPORTS = Set.of(Binding.HTTP_POST, Binding.HTTP_GET);

  private static final int MOST_NUMBERS = 100;

  static final Limits LIMITS = Limits.of(MOST_NUMBERS);

  /** Checks that the transport is one of the vendor's. */
  public ChanglongSettings {
    access.requireOneOf(TRANSPORTS);
    requireNonNull(limits, "limits");
  }

  /**
   * An account with the document's limit of 100 numbers.
   *
   * @param access address, POST or GET, and account
   * @return the settings
   */
  public static ChanglongSettings of(Access access) {
    return new ChanglongSettings(access, LIMITS);
  }

  /**
   * The same with other limits.
   *
   * @param other of a call
   * @return a copy
   */
  public ChanglongSettings withLimits(Limits other) {
    return new ChanglongSettings(access, other);
  }
}
