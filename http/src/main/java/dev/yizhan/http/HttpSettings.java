package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How to talk to a vendor's server.
 *
 * @param connectTimeout how long a connection, with its TLS handshake, may take to come about
 * @param answerTimeout how long the whole answer may take from the moment at which a connection is
 *     there; the last byte counts, not the first
 * @param longestAnswer in bytes, after unpacking
 * @param connections whether connections are used again
 * @param userAgent what we call ourselves
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration answerTimeout,
    int longestAnswer,
    Connections connections,
    String userAgent) {

  /** Whether connections are used again. */
  public enum Connections {
    /** Kept for a while and looked at before each use; the fast way. */
    KEPT,
    /** A new one for each request, for servers that close them without a word. */
    ONE_A_REQUEST
  }

  /** 5 s to connect, 30 s to answer, 4 MiB, connections kept. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(
          Duration.ofSeconds(5), Duration.ofSeconds(30), 4 << 20, Connections.KEPT, "Yizhan");

  /** Checks that times and sizes are above zero. */
  public HttpSettings {
    positive(connectTimeout, "connectTimeout");
    positive(answerTimeout, "answerTimeout");
    if (longestAnswer < 1) {
      throw new IllegalArgumentException("longestAnswer must be 1 byte or more: " + longestAnswer);
    }
    requireNonNull(connections, "connections");
    requireNonNull(userAgent, "userAgent");
  }

  /**
   * The same with another time for the answer.
   *
   * @param timeout above zero
   * @return a copy
   */
  public HttpSettings withAnswerTimeout(Duration timeout) {
    return new HttpSettings(connectTimeout, timeout, longestAnswer, connections, userAgent);
  }

  /**
   * The same with another use of connections.
   *
   * @param use kept or not
   * @return a copy
   */
  public HttpSettings withConnections(Connections use) {
    return new HttpSettings(connectTimeout, answerTimeout, longestAnswer, use, userAgent);
  }

  /**
   * The same with another limit for an answer.
   *
   * @param bytes 1 or more
   * @return a copy
   */
  public HttpSettings withLongestAnswer(int bytes) {
    return new HttpSettings(connectTimeout, answerTimeout, bytes, connections, userAgent);
  }

  private static void positive(Duration duration, String name) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero: " + duration);
    }
  }
}
