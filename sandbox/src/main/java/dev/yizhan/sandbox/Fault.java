package dev.yizhan.sandbox;

import java.time.Duration;
import java.util.Locale;

/**
 * How a pretend vendor misbehaves.
 *
 * @param kind in which way
 * @param times for how many requests; {@link #UNTIL_CLEARED} for all
 * @param delay how long a slow answer takes; zero for other kinds
 * @param code the vendor's code that is answered; empty for other kinds
 */
public record Fault(Kind kind, int times, Duration delay, String code) {

  /** For all requests until it is cleared. */
  public static final int UNTIL_CLEARED = Integer.MAX_VALUE;

  /** Ways to misbehave. */
  public enum Kind {
    /** Nobody listens: connections are refused. Until cleared. */
    REFUSE,
    /** The message is taken, then the connection is cut without a word. */
    ACCEPT_THEN_DROP,
    /** The message is taken, and the answer comes late. */
    SLOW,
    /** The message is not taken; a code of the vendor's is the answer. */
    CODE;

    /**
     * The name that the control interface uses.
     *
     * @return for example {@code accept-then-drop}
     */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * Finds a kind.
     *
     * @param label for example {@code accept-then-drop}
     * @return the kind
     * @throws IllegalArgumentException that lists the kinds
     */
    public static Kind of(String label) {
      for (Kind kind : values()) {
        if (kind.label().equals(label)) {
          return kind;
        }
      }
      throw new IllegalArgumentException(
          "fault must be one of refuse, accept-then-drop, slow, code: " + label);
    }
  }

  /** Checks that the fault makes sense. */
  public Fault {
    if (times < 1) {
      throw new IllegalArgumentException("times must be 1 or more: " + times);
    }
    if (kind == Kind.REFUSE && times != UNTIL_CLEARED) {
      throw new IllegalArgumentException("refuse lasts until it is cleared: leave times out");
    }
    if (delay.isNegative() || (kind == Kind.SLOW) == delay.isZero()) {
      throw new IllegalArgumentException("slow, and nothing else, needs millis above 0");
    }
    if ((kind == Kind.CODE) == code.isEmpty()) {
      throw new IllegalArgumentException("code, and nothing else, needs a code");
    }
  }

  /**
   * A fault that lasts until it is cleared.
   *
   * @param kind refuse or accept-then-drop
   * @return the fault
   */
  public static Fault of(Kind kind) {
    return new Fault(kind, UNTIL_CLEARED, Duration.ZERO, "");
  }

  /**
   * Late answers until it is cleared.
   *
   * @param delay how late
   * @return the fault
   */
  public static Fault slow(Duration delay) {
    return new Fault(Kind.SLOW, UNTIL_CLEARED, delay, "");
  }

  /**
   * A vendor's code until it is cleared.
   *
   * @param code for example {@code -110}
   * @return the fault
   */
  public static Fault code(String code) {
    return new Fault(Kind.CODE, UNTIL_CLEARED, Duration.ZERO, code);
  }
}
