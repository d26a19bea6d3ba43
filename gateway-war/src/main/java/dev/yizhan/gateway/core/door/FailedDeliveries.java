package dev.yizhan.gateway.core.door;

import dev.yizhan.gateway.core.record.Reader;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The deliveries of front doors' messages that have failed without a vendor's report, after the
 * door had answered with success. Its clients are told of them among the reports.
 */
public final class FailedDeliveries {

  /** As long as the vendors keep reports. */
  private static final Duration KEPT = Duration.ofDays(3);

  private final DoorStore store;
  private final Clock clock;

  public FailedDeliveries(DoorStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * The oldest that a reader has not been told of.
   *
   * @param company whose front doors took the messages
   * @param most at most
   */
  public List<FailedDelivery> untold(String consumer, String company, Reader reader, int most) {
    return untold(consumer, company, reader, most, Instant.EPOCH);
  }

  /**
   * The oldest that a reader has not been told of.
   *
   * @param since when they have failed at the earliest
   */
  public List<FailedDelivery> untold(
      String consumer, String company, Reader reader, int most, Instant since) {
    Instant kept = clock.instant().minus(KEPT);
    return store.failures(
        consumer, company + ' ', reader, since.isAfter(kept) ? since : kept, most);
  }

  /** Remembers that a reader has been told of these. */
  public void told(Reader reader, List<FailedDelivery> failures) {
    if (!failures.isEmpty()) {
      store.told(reader, failures);
    }
  }

  /** Remembers that a reader need not be told what became of a submission: it knows. */
  public void told(Reader reader, long submission) {
    store.told(reader, submission);
  }
}
