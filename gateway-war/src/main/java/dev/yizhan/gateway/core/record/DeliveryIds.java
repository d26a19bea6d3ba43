package dev.yizhan.gateway.core.record;

import java.util.Optional;

/**
 * The vendor's ids of a delivery.
 *
 * @param own the id that the call's answer, or a report matched by id, gave it
 * @param guess the report that was matched by number, until an id confirms or refutes it
 */
public record DeliveryIds(Optional<String> own, Optional<Guess> guess) {

  /** No ids. */
  public static final DeliveryIds NONE = new DeliveryIds(Optional.empty(), Optional.empty());

  /**
   * A match by number.
   *
   * @param vendorId of the report
   */
  public record Guess(Optional<String> vendorId) {

    /** Whether an id is the report's. */
    public boolean has(String id) {
      return vendorId.equals(Optional.of(id));
    }
  }

  /** Only an id of its own. */
  public static DeliveryIds of(String own) {
    return new DeliveryIds(Optional.of(own), Optional.empty());
  }

  /** Whether neither is there, so that nothing but the number can tell whose report it is. */
  public boolean isEmpty() {
    return own.isEmpty() && guess.isEmpty();
  }

  /** With the id of a report that was matched by id, which ends a guess. */
  DeliveryIds confirmed(Optional<String> id) {
    return new DeliveryIds(own.or(() -> id), Optional.empty());
  }

  /** With a guess, unless there is one. */
  DeliveryIds guessed(Optional<String> id) {
    return new DeliveryIds(own, Optional.of(guess.orElseGet(() -> new Guess(id))));
  }
}
