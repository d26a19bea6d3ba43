package dev.yizhan.gateway.security;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Limits how many password hashes are computed at a time, and how many callers wait for that. */
final class HashingQueue {

  private final Semaphore permits;
  private final int maxWaiting;
  private final Duration maxWait;

  HashingQueue(int parallel, int maxWaiting, Duration maxWait) {
    this.permits = new Semaphore(parallel, true);
    this.maxWaiting = maxWaiting;
    this.maxWait = maxWait;
  }

  /**
   * Runs a check of a password in the caller's thread.
   *
   * @throws GatewayException {@link FaultCode#BUSY} where too many wait, or for too long
   */
  boolean run(BooleanSupplier check) {
    acquire();
    try {
      return check.getAsBoolean();
    } finally {
      permits.release();
    }
  }

  int waiting() {
    return permits.getQueueLength();
  }

  private void acquire() {
    try {
      boolean full = permits.availablePermits() == 0 && waiting() >= maxWaiting;
      if (full || !permits.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw busy();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw busy();
    }
  }

  private static GatewayException busy() {
    return GatewayException.of(
        FaultCode.BUSY, "Too many passwords are being checked. Call again in some seconds");
  }
}
