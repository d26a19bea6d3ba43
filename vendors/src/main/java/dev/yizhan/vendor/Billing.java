package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a vendor reports about the price of a call.
 *
 * @param segments how many segments were billed
 * @param charge what they cost, in yuan
 * @param balanceAfter the account's balance afterwards, in yuan
 */
public record Billing(
    OptionalInt segments, Optional<BigDecimal> charge, Optional<BigDecimal> balanceAfter) {

  /** The vendor reports nothing. */
  public static final Billing NONE =
      new Billing(OptionalInt.empty(), Optional.empty(), Optional.empty());

  /** Checks that nothing is {@code null}. */
  public Billing {
    requireNonNull(segments, "segments");
    requireNonNull(charge, "charge");
    requireNonNull(balanceAfter, "balanceAfter");
  }
}
