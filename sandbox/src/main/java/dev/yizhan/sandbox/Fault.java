package dev.yizhan.sandbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a pretend vendor misbehaves.
 *
 * @param kind in which way
 * @param times for how many requests; {@link #UNTIL_CLEARED} for all
 * @param share of a hundred requests, evenly; 100 for all
 * @param delay how long a slow answer takes; zero for other kinds
 * @param code the vendor's code, or the HTTP status, that is answered; empty for other kinds
 * @param cut behind how many bytes a half answer ends; {@link #IN_THE_MIDDLE} for half of them
 * @param requests which ones
 */
public record Fault(
    Kind kind, int times, int share, Duration delay, String code, int cut, Requests requests) {

  /** Which requests a fault hits. */
  public enum Requests {
    /** All of them. */
    ALL,
    /** All but questions for receipts, replies and balances, which come by themselves. */
    SENDS,
    /** Questions for receipts, replies and balances. */
    QUESTIONS
  }

  /** For all requests until it is cleared. */
  public static final int UNTIL_CLEARED = Integer.MAX_VALUE;

  /** Half of the bytes. */
  public static final int IN_THE_MIDDLE = -1;

  private static final int ALL = 100;

  /** Ways to misbehave. */
  public enum Kind {
    /** Nobody listens: connections are refused. Until cleared. */
    REFUSE,
    /** The connection is cut before anything is looked at. */
    DROP_BEFORE_READING,
    /** The message is taken, then the connection is cut without a word. */
    ACCEPT_THEN_DROP,
    /** The message is taken, and the answer comes late. */
    SLOW,
    /** The message is taken, and the answer comes when the fault is cleared. */
    NEVER_ANSWER,
    /** The message is taken, and the connection is cut within the answer. */
    HALF_ANSWER,
    /** The message is taken, and the answer has no body. */
    EMPTY_BODY,
    /** The message is taken, and the answer names another charset than it has. */
    WRONG_CHARSET,
    /** The message is taken, and a control character stands in the answer. */
    CONTROL_CHARACTER,
    /** The message is not taken; a page of HTML is the answer, with 200. */
    GARBAGE,
    /** The message is not taken; the answer has another HTTP status: 500, 503, 302, 307 … */
    STATUS,
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
      return Arrays.stream(values())
          .filter(kind -> kind.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "fault must be none, or one of "
                          + Arrays.stream(values())
                              .map(Kind::label)
                              .collect(Collectors.joining(", "))
                          + ": "
                          + label));
    }
  }

  /** Checks that the fault makes sense. */
  public Fault {
    requireNonNull(kind, "kind");
    requireNonNull(requests, "requests");
    if (times < 1) {
      throw new IllegalArgumentException("times must be 1 or more: " + times);
    }
    if (share < 1 || share > ALL) {
      throw new IllegalArgumentException("share must be 1 to 100: " + share);
    }
    if (kind == Kind.REFUSE && requests != Requests.ALL) {
      throw new IllegalArgumentException("refuse is for all requests: nobody listens");
    }
    if (kind == Kind.REFUSE && (times != UNTIL_CLEARED || share != ALL)) {
      throw new IllegalArgumentException(
          "refuse lasts until it is cleared: leave times and share out");
    }
    if (delay.isNegative() || (kind == Kind.SLOW) == delay.isZero()) {
      throw new IllegalArgumentException("slow, and nothing else, needs millis above 0");
    }
    if ((kind == Kind.CODE || kind == Kind.STATUS) == code.isEmpty()) {
      throw new IllegalArgumentException("code and status, and nothing else, need a code");
    }
    if (kind == Kind.STATUS && !code.matches("[345][0-9][0-9]")) {
      throw new IllegalArgumentException("the code of status must be 300 to 599: " + code);
    }
  }

  /**
   * A fault that lasts until it is cleared.
   *
   * @param kind one that needs nothing else
   * @return the fault
   */
  public static Fault of(Kind kind) {
    return new Fault(kind, UNTIL_CLEARED, ALL, Duration.ZERO, "", IN_THE_MIDDLE, Requests.ALL);
  }

  /**
   * Late answers until it is cleared.
   *
   * @param delay how late
   * @return the fault
   */
  public static Fault slow(Duration delay) {
    return new Fault(Kind.SLOW, UNTIL_CLEARED, ALL, delay, "", IN_THE_MIDDLE, Requests.ALL);
  }

  /**
   * A vendor's code until it is cleared.
   *
   * @param code for example {@code -110}
   * @return the fault
   */
  public static Fault code(String code) {
    return new Fault(
        Kind.CODE, UNTIL_CLEARED, ALL, Duration.ZERO, code, IN_THE_MIDDLE, Requests.ALL);
  }

  /**
   * An HTTP status until it is cleared.
   *
   * @param status 300 to 599; redirects lead to another path of the same server
   * @return the fault
   */
  public static Fault status(int status) {
    return new Fault(
        Kind.STATUS,
        UNTIL_CLEARED,
        ALL,
        Duration.ZERO,
        Integer.toString(status),
        IN_THE_MIDDLE,
        Requests.ALL);
  }

  /**
   * The same for some requests only.
   *
   * @param number how many
   * @return a copy
   */
  public Fault times(int number) {
    return new Fault(kind, number, share, delay, code, cut, requests);
  }

  /**
   * The same for a share of requests.
   *
   * @param ofAHundred 1 to 100
   * @return a copy
   */
  public Fault share(int ofAHundred) {
    return new Fault(kind, times, ofAHundred, delay, code, cut, requests);
  }

  /**
   * The same with another end of half an answer.
   *
   * @param bytes that still go out
   * @return a copy
   */
  public Fault cutAfter(int bytes) {
    return new Fault(kind, times, share, delay, code, bytes, requests);
  }

  /**
   * The same for some kind of requests.
   *
   * @param which of them
   * @return a copy
   */
  public Fault on(Requests which) {
    return new Fault(kind, times, share, delay, code, cut, which);
  }
}
