package dev.yizhan.gateway.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Ticker;
import java.time.Duration;

/**
 * Remembers which passwords were right, and by which hash, until five minutes after their last use:
 * the hashes are slow on purpose, and a consumer calls often.
 */
final class VerifiedLogins {

  private static final Duration IDLE_TIME = Duration.ofMinutes(5);
  private static final int MAX_LOGINS = 10_000;

  private final Cache<String, PasswordHash> verifiedBy;

  VerifiedLogins(Ticker ticker) {
    verifiedBy =
        Caffeine.newBuilder()
            .expireAfterAccess(IDLE_TIME)
            .maximumSize(MAX_LOGINS)
            .ticker(ticker)
            // Not in the server's common pool, which outlives the application.
            .executor(Runnable::run)
            .build();
  }

  /**
   * Whether a login was verified by this hash. By another one it counts for nothing: the password
   * in the configuration has changed since.
   *
   * @param login a {@link KeyedHash} of name and password
   */
  boolean contains(String login, PasswordHash hash) {
    return hash.equals(verifiedBy.getIfPresent(login));
  }

  void add(String login, PasswordHash hash) {
    verifiedBy.put(login, hash);
  }
}
