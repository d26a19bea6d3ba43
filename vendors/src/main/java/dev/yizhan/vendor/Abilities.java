package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.SegmentLength;
import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;

/**
 * What a client can do, and its limits.
 *
 * @param recipientsPerCall the maximum number of recipients of one call
 * @param segmentLength characters of a billed segment
 * @param can what it can do besides sending a text to mobiles of mainland China
 */
public record Abilities(int recipientsPerCall, SegmentLength segmentLength, Set<Ability> can) {

  /** Copies the set. */
  public Abilities {
    requireNonNull(segmentLength, "segmentLength");
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
        limits.recipientsPerCall(),
        limits.segmentLength(),
        can.isEmpty() ? Set.of() : EnumSet.copyOf(can));
  }
}
