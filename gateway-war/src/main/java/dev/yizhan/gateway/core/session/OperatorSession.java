package dev.yizhan.gateway.core.session;

import java.time.Instant;

/**
 * A session.
 *
 * @param tokenHash of the token that the browser has
 * @param consumer by whose name and password it was begun
 * @param proof of that password
 */
public record OperatorSession(
    String tokenHash, String consumer, String proof, Instant createdAt, Instant usedAt) {

  /** Discloses nothing of the token. */
  @Override
  public String toString() {
    return "OperatorSession of " + consumer;
  }
}
