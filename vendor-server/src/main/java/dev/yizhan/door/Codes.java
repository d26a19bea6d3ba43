package dev.yizhan.door;

import dev.yizhan.codec.code.ResultCode;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/**
 * A vendor's code for each reason.
 *
 * @param <C> the vendor's table
 */
public final class Codes<C extends ResultCode> {

  private final Map<Reason, C> byReason;

  private Codes(Map<Reason, C> byReason) {
    this.byReason = byReason;
  }

  /**
   * Takes a code for each reason.
   *
   * @throws IllegalArgumentException if one is missing
   */
  public static <C extends ResultCode> Codes<C> of(Map<Reason, C> byReason) {
    Map<Reason, C> all = new EnumMap<>(byReason);
    for (Reason reason : Reason.values()) {
      if (!all.containsKey(reason)) {
        throw new IllegalArgumentException("No code for " + reason);
      }
    }
    return new Codes<>(all);
  }

  /** The code for a reason. */
  public C of(Reason reason) {
    return Objects.requireNonNull(byReason.get(reason));
  }
}
