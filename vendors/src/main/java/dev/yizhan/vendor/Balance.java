package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;

/** The balance of an account. */
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
