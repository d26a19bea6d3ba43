package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/**
 * Time-outs and limits of the connections to a vendor's server.
 *
 * @param connectTimeout for a connection, including its TLS handshake
 * @param answerTimeout for each pause of the server; the complete answer must be there within this
 *     and twice {@code connectTimeout}, since the wait for a pooled connection and the connect may
 *     each take that long
 * @param maxAnswerBytes of an answer, unzipped
 * @param userAgent the User-Agent header
 * @param trust which servers are trusted over {@code https}
 * @param proxy an HTTP proxy, if any; it must not require a password
 */
public record HttpSettings(
    Duration connectTimeout,
    Duration answerTimeout,
    int maxAnswerBytes,
    Connections connections,
    String userAgent,
    Trust trust,
    Optional<InetSocketAddress> proxy) {

  /** Whether connections are reused. */
  public enum Connections {
    /** Kept open for a short time and validated before reuse; the fast choice. */
    KEEP_ALIVE,
    /** A new one for each request, for servers that close them without notice. */
    ONE_PER_REQUEST
  }

  /**
   * 5 s to connect, 30 s to answer, 4 MiB, connections kept alive, the platform's trust, no proxy.
   */
  public static final HttpSettings DEFAULT =
      new HttpSettings(
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          4 << 20,
          Connections.KEEP_ALIVE,
          "Yizhan",
          Trust.platform(),
          Optional.empty());

  private static final int LARGEST_LIMIT = 1 << 30;

  /** Checks that times and sizes are above zero. */
  public HttpSettings {
    checkPositive(connectTimeout, "connectTimeout");
    checkPositive(answerTimeout, "answerTimeout");
    if (maxAnswerBytes < 1 || maxAnswerBytes > LARGEST_LIMIT) {
      throw new IllegalArgumentException(
          "maxAnswerBytes must be 1 to " + LARGEST_LIMIT + ": " + maxAnswerBytes);
    }
    requireNonNull(connections, "connections");
    requireNonNull(userAgent, "userAgent");
    requireNonNull(trust, "trust");
    requireNonNull(proxy, "proxy");
  }

  private static void checkPositive(Duration duration, String name) {
    if (duration.isNegative() || duration.isZero()) {
      throw new IllegalArgumentException(name + " must be above zero: " + duration);
    }
  }

  /** A copy with another {@code connectTimeout}. */
  public HttpSettings withConnectTimeout(Duration timeout) {
    return new HttpSettings(
        timeout, answerTimeout, maxAnswerBytes, connections, userAgent, trust, proxy);
  }

  /** A copy with another {@code answerTimeout}. */
  public HttpSettings withAnswerTimeout(Duration timeout) {
    return new HttpSettings(
        connectTimeout, timeout, maxAnswerBytes, connections, userAgent, trust, proxy);
  }

  /** A copy with another {@code maxAnswerBytes}. */
  public HttpSettings withMaxAnswerBytes(int bytes) {
    return new HttpSettings(
        connectTimeout, answerTimeout, bytes, connections, userAgent, trust, proxy);
  }

  /** A copy with other {@code connections}. */
  public HttpSettings withConnections(Connections reuse) {
    return new HttpSettings(
        connectTimeout, answerTimeout, maxAnswerBytes, reuse, userAgent, trust, proxy);
  }

  /** A copy with another {@code userAgent}. */
  public HttpSettings withUserAgent(String header) {
    return new HttpSettings(
        connectTimeout, answerTimeout, maxAnswerBytes, connections, header, trust, proxy);
  }

  /** A copy with another {@code trust}. */
  public HttpSettings withTrust(Trust servers) {
    return new HttpSettings(
        connectTimeout, answerTimeout, maxAnswerBytes, connections, userAgent, servers, proxy);
  }

  /** A copy with a {@code proxy}. */
  public HttpSettings withProxy(InetSocketAddress address) {
    return new HttpSettings(
        connectTimeout,
        answerTimeout,
        maxAnswerBytes,
        connections,
        userAgent,
        trust,
        Optional.of(address));
  }
}
