package dev.yizhan.sandbox;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * A fault of a vendor simulator.
 *
 * @param times the number of requests to hit; {@link #UNTIL_CLEARED} for all
 * @param share how many of a hundred requests to hit, spread evenly; 100 for all
 * @param delay of {@link Kind#SLOW}; zero for other kinds
 * @param code the vendor's code of {@link Kind#CODE}, the HTTP status of {@link Kind#STATUS}; empty
 *     for other kinds
 * @param cut the number of bytes that {@link Kind#HALF_ANSWER} sends; {@link #IN_THE_MIDDLE} for
 *     half of them
 * @param requests the requests to hit
 */
public record Fault(
    Kind kind, int times, int share, Duration delay, String code, int cut, Requests requests) {

  /** The requests that a fault hits. */
  public enum Requests {
    /** All requests. */
    ALL,
    /** All but {@linkplain #QUESTIONS questions}, which the gateway asks all the time. */
    SENDS,
    /** Polls for delivery reports and inbound messages, and questions for balances. */
    QUESTIONS
  }

  /** For all requests until the fault is cleared. */
  public static final int UNTIL_CLEARED = Integer.MAX_VALUE;

  /** Half of the bytes. */
  public static final int IN_THE_MIDDLE = -1;

  private static final int ALL = 100;

  /** What happens to a request. */
  public enum Kind {
    /** The port is closed: connections are refused until the fault is cleared. */
    REFUSE,
    /** The connection is cut before the request is read. */
    DROP_BEFORE_READING,
    /** The message is accepted, then the connection is cut without an answer. */
    ACCEPT_THEN_DROP,
    /** The message is accepted, and the answer delayed. */
    SLOW,
    /** The message is accepted, and the answer held back until the fault is cleared. */
    NEVER_ANSWER,
    /** The message is accepted, and the connection cut within the answer. */
    HALF_ANSWER,
    /** The message is accepted, and the answer has no body. */
    EMPTY_BODY,
    /** The message is accepted, and the answer declares another charset than it has. */
    WRONG_CHARSET,
    /** The message is accepted, and the answer contains a control character. */
    CONTROL_CHARACTER,
    /** The message is not accepted; the answer is an HTML page with status 200. */
    GARBAGE,
    /** The message is not accepted; the answer has another HTTP status: 500, 503, 302, 307 … */
    STATUS,
    /** The message is not accepted; the answer is a code of the vendor. */
    CODE;

    /** {@return the name in the HTTP API, for example {@code accept-then-drop}} */
    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The kind with such a label.
     *
     * @throws IllegalArgumentException with the list of labels, if there is none
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

  /** Checks the parameters against the kind. */
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
      throw new IllegalArgumentException("refuse is for all requests: the port is closed");
    }
    if (kind == Kind.REFUSE && (times != UNTIL_CLEARED || share != ALL)) {
      throw new IllegalArgumentException(
          "refuse lasts until it is cleared: leave out times and share");
    }
    if (delay.isNegative() || (kind == Kind.SLOW) == delay.isZero()) {
      throw new IllegalArgumentException("slow, and no other fault, needs millis above 0");
    }
    if ((kind == Kind.CODE || kind == Kind.STATUS) == code.isEmpty()) {
      throw new IllegalArgumentException("code and status, and no other fault, need a code");
    }
    if (kind == Kind.STATUS && !code.matches("[345][0-9][0-9]")) {
      throw new IllegalArgumentException("the code of status must be 300 to 599: " + code);
    }
  }

  /** A fault of a kind without parameters, for all requests until it is cleared. */
  public static Fault of(Kind kind) {
    return new Fault(kind, UNTIL_CLEARED, ALL, Duration.ZERO, "", IN_THE_MIDDLE, Requests.ALL);
  }

  /** Delayed answers to all requests until it is cleared. */
  public static Fault slow(Duration delay) {
    return new Fault(Kind.SLOW, UNTIL_CLEARED, ALL, delay, "", IN_THE_MIDDLE, Requests.ALL);
  }

  /** A vendor's code for all requests until it is cleared, for example {@code -110}. */
  public static Fault code(String code) {
    return new Fault(
        Kind.CODE, UNTIL_CLEARED, ALL, Duration.ZERO, code, IN_THE_MIDDLE, Requests.ALL);
  }

  /**
   * An HTTP status for all requests until it is cleared.
   *
   * @param status 300 to 599; a redirect is to another path of the same server
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

  /** The same fault for so many requests. */
  public Fault times(int number) {
    return new Fault(kind, number, share, delay, code, cut, requests);
  }

  /** The same fault for so many of a hundred requests. */
  public Fault share(int ofAHundred) {
    return new Fault(kind, times, ofAHundred, delay, code, cut, requests);
  }

  /** The same fault, with a half answer of so many bytes. */
  public Fault cutAfter(int bytes) {
    return new Fault(kind, times, share, delay, code, bytes, requests);
  }

  /** The same fault for such requests. */
  public Fault on(Requests which) {
    return new Fault(kind, times, share, delay, code, cut, which);
  }
}
