package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a vendor tells of a message that it took.
 *
 * @param ids the vendor's: one for the call, or one for each number it took, in order
 * @param refused how many numbers of the call it did not take, where nothing says which; with one
 *     or more, nobody knows about any of them until its report comes (vendor-rules §4)
 * @param billedParts how many parts were billed
 * @param charge what they cost, in yuan
 * @param balanceAfter what is left, in yuan
 */
public record Sent(
    List<String> ids,
    int refused,
    OptionalInt billedParts,
    Optional<BigDecimal> charge,
    Optional<BigDecimal> balanceAfter) {

  /** Copies the list. */
  public Sent {
    ids = List.copyOf(ids);
    requireNonNull(billedParts, "billedParts");
    requireNonNull(charge, "charge");
    requireNonNull(balanceAfter, "balanceAfter");
  }

  /**
   * All of a call's numbers under one id, and nothing else is told.
   *
   * @param id the vendor's
   * @return what was sent
   */
  public static Sent withId(String id) {
    return new Sent(List.of(id), 0, OptionalInt.empty(), Optional.empty(), Optional.empty());
  }
}
