package dev.yizhan.gateway.soap;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntSupplier;

/** Bounds the requests that wait for their outcome, and with them the memory that they take. */
final class WaitingLimit {

  /** How many recipients each of the requests may have on average. */
  private static final int AVERAGE_RECIPIENTS = 50;

  private final IntSupplier most;
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicLong recipients = new AtomicLong();

  /**
   * A limit that nothing has taken from.
   *
   * @param most the current limit of requests
   */
  WaitingLimit(IntSupplier most) {
    this.most = most;
  }

  /** Whether another request may wait; if so, {@link #release} follows. */
  boolean tryAcquire(int itsRecipients) {
    int limit = most.getAsInt();
    if (requests.incrementAndGet() > limit) {
      requests.decrementAndGet();
      return false;
    }
    if (recipients.addAndGet(itsRecipients) > (long) AVERAGE_RECIPIENTS * limit) {
      release(itsRecipients);
      return false;
    }
    return true;
  }

  void release(int itsRecipients) {
    requests.decrementAndGet();
    recipients.addAndGet(-itsRecipients);
  }

  int waiting() {
    return requests.get();
  }
}
