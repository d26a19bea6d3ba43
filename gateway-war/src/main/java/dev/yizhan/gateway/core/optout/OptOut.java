package dev.yizhan.gateway.core.optout;

import dev.yizhan.codec.PhoneNumber;
import java.time.Instant;
import java.util.Optional;

/**
 * A number on a list.
 *
 * @param at since when
 * @param submission the one that the number replied to, if that is known
 * @param byHand who put it there, if no reply did
 */
public record OptOut(
    OptOutList list,
    PhoneNumber number,
    Instant at,
    Optional<Long> submission,
    Optional<ByHand> byHand) {

  /**
   * A change by an operator.
   *
   * @param who the operator
   */
  public record ByHand(String who, String reason) {}
}
