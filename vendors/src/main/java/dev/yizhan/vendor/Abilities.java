package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.SegmentLength;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a way to send can do, and how much of it.
 *
 * @param recipientsPerCall the most numbers in one call
 * @param parts how long a billed part is
 * @param can what it can do beyond a text to a mainland mobile
 */
public record Abilities(int recipientsPerCall, SegmentLength parts, Set<Ability> can) {

  /** Copies the set. */
  public Abilities {
    requireNonNull(parts, "parts");
    can = Set.copyOf(can);
  }

  /**
   * Puts limits and abilities together.
   *
   * @param limits the channel's
   * @param can what the vendor can do
   * @return the abilities
   */
  public static Abilities of(Limits limits, Collection<Ability> can) {
    return new Abilities(
        limits.recipientsPerCall(), limits.parts(), can.isEmpty() ? Set.of() : EnumSet.copyOf(can));
  }
}
