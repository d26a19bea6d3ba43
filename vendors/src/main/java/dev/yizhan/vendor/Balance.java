package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/**
 * What is left in an account.
 *
 * @param amount how much
 * @param unit of what
 */
public record Balance(BigDecimal amount, Unit unit) {

  /** What a balance counts. */
  public enum Unit {
    /** Messages. */
    MESSAGES,
    /** Yuan. */
    CNY,
    /** Something that the vendor's document does not name. */
    VENDOR
  }

  /** Checks that nothing is {@code null}. */
  public Balance {
    requireNonNull(amount, "amount");
    requireNonNull(unit, "unit");
  }
}
