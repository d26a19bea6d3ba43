package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * How to talk to a vendor's server.
 *
 * @param connectTimeout how long a connection, with its TLS handshake, may take to come about
 * @param answerTimeout how long nothing may come; the whole answer, its last byte, must be there
 *     within this and twice {@code connectTimeout}, since a place in the pool and a connection may
 *     each take that long
 * @param longestAnswer in bytes, after unpacking
 * @param connections whether connections are used again
 * @param userAgent what we call ourselves
 * @param trust which servers are believed over {@code https}
 * @param proxy an HTTP proxy, where there is one; it asks for no password
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration answerTimeout,
    int longestAnswer,
    Connections connections,
    String userAgent,
    Trust trust,
    Optional<InetSocketAddress> proxy) {

  /** Whether connections are used again. */
  public enum Connections {
    /** Kept for a while and looked at before each use; the fast way. */
    KEPT,
    /** A new one for each request, for servers that close them without a word. */
    ONE_A_REQUEST
  }

  /** 5 s to connect, 30 s to answer, 4 MiB, connections kept, the platform's trust, no proxy. */
  public static final HttpSettings DEFAULT =
      new HttpSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          4 << 20,
          Connections.KEPT,
          "Yizhan",
          Trust.platform(),
          Optional.empty());

  private static final int MOST_BYTES = 1 << 30;

  /** Checks that times and sizes are above zero. */
  public HttpSettings {
    positive(connectTimeout, "connectTimeout");
    positive(answerTimeout, "answerTimeout");
    if (longestAnswer < 1 || longestAnswer > MOST_BYTES) {
      throw new IllegalArgumentException(
          "longestAnswer must be 1 to " + MOST_BYTES + " bytes: " + longestAnswer);
    }
    requireNonNull(connections, "connections");
    requireNonNull(userAgent, "userAgent");
    requireNonNull(trust, "trust");
    requireNonNull(proxy, "proxy");
  }

  /**
   * The same with another time for a connection.
   *
   * @param timeout above zero
   * @return a copy
   */
  public HttpSettings withConnectTimeout(Duration timeout) {
    return new HttpSettings(
        timeout, answerTimeout, longestAnswer, connections, userAgent, trust, proxy);
  }

  /**
   * The same with another time for the answer.
   *
   * @param timeout above zero
   * @return a copy
   */
  public HttpSettings withAnswerTimeout(Duration timeout) {
    return new HttpSettings(
        connectTimeout, timeout, longestAnswer, connections, userAgent, trust, proxy);
  }

  /**
   * The same with another use of connections.
   *
   * @param use kept or not
   * @return a copy
   */
  public HttpSettings withConnections(Connections use) {
    return new HttpSettings(
        connectTimeout, answerTimeout, longestAnswer, use, userAgent, trust, proxy);
  }

  /**
   * The same with another limit for an answer.
   *
   * @param bytes 1 or more
   * @return a copy
   */
  public HttpSettings withLongestAnswer(int bytes) {
    return new HttpSettings(
        connectTimeout, answerTimeout, bytes, connections, userAgent, trust, proxy);
  }

  /**
   * The same under another name.
   *
   * @param name what we call ourselves
   * @return a copy
   */
  public HttpSettings withUserAgent(String name) {
    return new HttpSettings(
        connectTimeout, answerTimeout, longestAnswer, connections, name, trust, proxy);
  }

  /**
   * The same with another trust.
   *
   * @param other which servers are believed
   * @return a copy
   */
  public HttpSettings withTrust(Trust other) {
    return new HttpSettings(
        connectTimeout, answerTimeout, longestAnswer, connections, userAgent, other, proxy);
  }

  /**
   * The same through an HTTP proxy.
   *
   * @param through the proxy's host and port
   * @return a copy
   */
  public HttpSettings withProxy(InetSocketAddress through) {
    return new HttpSettings(
        connectTimeout,
        answerTimeout,
        longestAnswer,
        connections,
        userAgent,
        trust,
        Optional.of(through));
  }

  private static void positive(Duration duration, String name) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero: " + duration);
    }
  }
}
