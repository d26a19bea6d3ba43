package dev.yizhan.door;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A message that the desk has taken.
 *
 * @param ids one for the message, or one for each of its numbers that is right, in their order
 * @param leftOut how many numbers were left out
 * @param segments to be billed, of all numbers together
 * @param charge what a vendor charged, in yuan, if that is known already
 * @param balance what the caller has left
 */
public record Submitted(
    List<Long> ids, int leftOut, int segments, Optional<BigDecimal> charge, BigDecimal balance) {

  /** Copies the list. */
  public Submitted {
    ids = List.copyOf(ids);
  }
}
