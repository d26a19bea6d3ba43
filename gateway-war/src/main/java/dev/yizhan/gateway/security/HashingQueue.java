package dev.yizhan.gateway.security;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * Limits how many password hashes are computed at a time, and how many callers wait for that, in
 * their requests' threads. The others are refused at once.
 *
 * <p>The same login is checked once for all who call with it at a time. Wrong passwords of one name
 * take a share of the places only, and those from one address a smaller one: a right password from
 * elsewhere gets through.
 */
final class HashingQueue {

  private final Semaphore permits;
  private final Bounds bounds;
  private final Map<String, CompletableFuture<Boolean>> running = new ConcurrentHashMap<>();
  private final Map<String, Integer> shares = new ConcurrentHashMap<>();
  private final Places checks;
  private final Places followers;

  /**
   * Limits.
   *
   * @param parallel checks that are computed at a time
   * @param checks that wait for one of these
   * @param perName of the checks, computed or waiting, for one name
   * @param perSource of those, from one address
   * @param followers callers that wait for the result of an equal check
   * @param maxWait of all
   */
  record Bounds(
      int parallel, int checks, int perName, int perSource, int followers, Duration maxWait) {}

  /**
   * Who logs in.
   *
   * @param key equal for the same name and password only
   */
  record Login(String name, String address, String key) {}

  HashingQueue(Bounds bounds) {
    this.permits = new Semaphore(bounds.parallel(), true);
    this.bounds = bounds;
    this.checks = new Places(bounds.parallel() + bounds.checks());
    this.followers = new Places(bounds.followers());
  }

  /**
   * Runs a check of a password in the caller's thread, or waits for the result of an equal one.
   *
   * @throws GatewayException {@link FaultCode#BUSY} where too many wait, or for too long
   */
  boolean run(Login login, BooleanSupplier check) {
    CompletableFuture<Boolean> own = new CompletableFuture<>();
    CompletableFuture<Boolean> other = running.putIfAbsent(login.key(), own);
    if (other != null) {
      return follow(other);
    }
    try {
      boolean matches = lead(login, check);
      own.complete(matches);
      return matches;
    } finally {
      running.remove(login.key());
      // Does nothing after a result.
      own.cancel(false);
    }
  }

  private boolean lead(Login login, BooleanSupplier check) {
    if (!checks.tryEnter()) {
      throw busy();
    }
    String ofName = "name " + login.name();
    String ofSource = "source " + login.address() + ' ' + login.name();
    try {
      return within(
          ofName,
          bounds.perName(),
          () -> within(ofSource, bounds.perSource(), () -> computed(check)));
    } finally {
      checks.leave();
    }
  }

  private boolean computed(BooleanSupplier check) {
    acquire();
    try {
      return check.getAsBoolean();
    } finally {
      permits.release();
    }
  }

  private boolean within(String share, int most, BooleanSupplier check) {
    if (shares.merge(share, 1, Integer::sum) > most) {
      leave(share);
      throw busy();
    }
    try {
      return check.getAsBoolean();
    } finally {
      leave(share);
    }
  }

  private boolean follow(CompletableFuture<Boolean> other) {
    if (!followers.tryEnter()) {
      throw busy();
    }
    try {
      return other.get(bounds.maxWait().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    } catch (TimeoutException | ExecutionException | java.util.concurrent.CancellationException e) {
      throw busy();
    } finally {
      followers.leave();
    }
  }

  int waiting() {
    return permits.getQueueLength();
  }

  int following() {
    return followers.taken();
  }

  private void acquire() {
    try {
      if (!permits.tryAcquire(bounds.maxWait().toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private void leave(String of) {
    shares.computeIfPresent(of, (key, taken) -> taken > 1 ? taken - 1 : null);
  }

  private static final class Places {

    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int most) {
      this.most = most;
    }

    boolean tryEnter() {
      if (taken.incrementAndGet() > most) {
        taken.decrementAndGet();
        return false;
      }
      return true;
    }

    void leave() {
      taken.decrementAndGet();
    }

    int taken() {
      return taken.get();
    }
  }

  private static GatewayException busy() {
    return GatewayException.of(
        FaultCode.BUSY, "Too many passwords are being checked. Call again in some seconds");
  }
}
