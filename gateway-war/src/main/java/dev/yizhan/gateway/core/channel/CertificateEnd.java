package dev.yizhan.gateway.core.channel;

import java.time.Duration;
import java.time.Instant;

/**
 * A certificate on which calls over a channel depend.
 *
 * @param certificate what it is, as the beginning of a sentence: {@code The pinned certificate of
 *     the vendor's server}
 * @param from since when it is valid
 * @param at until when it is valid
 */
public record CertificateEnd(String certificate, Instant from, Instant at) {

  private static final Duration WARNING = Duration.ofDays(30);

  /**
   * Whether it ends within 30 days; one that is short-lived, within the last quarter of its time:
   * it is renewed regularly.
   */
  public boolean isNear(Instant now) {
    Duration quarter = Duration.between(from, at).dividedBy(4);
    return now.isAfter(at.minus(quarter.compareTo(WARNING) < 0 ? quarter : WARNING));
  }
}
