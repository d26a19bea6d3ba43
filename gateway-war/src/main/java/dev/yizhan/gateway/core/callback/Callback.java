package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.record.Reader;
import java.util.Optional;

/**
 * Where a consumer's records are delivered to.
 *
 * @param position the reader whose position its deliveries read and acknowledge
 * @param maxRecords in one delivery
 * @param failuresOf the company whose front doors took the messages of which failures are delivered
 *     among the reports, if no vendor reports them
 * @param receiver where they go
 */
public record Callback(
    Id id, Reader position, int maxRecords, Optional<String> failuresOf, Receiver receiver) {

  /**
   * Which callback it is.
   *
   * @param reader {@link Reader#CALLBACK}, or the login of a front door whose vendor pushes
   */
  public record Id(String consumer, Reader reader) {

    /** For logs. */
    @Override
    public String toString() {
      return reader.equals(Reader.CALLBACK) ? consumer : consumer + " (" + reader + ")";
    }
  }

  /** The callback of a consumer's own. */
  public static Callback of(String consumer, Reader position, int maxRecords, Receiver receiver) {
    return new Callback(
        new Id(consumer, Reader.CALLBACK), position, maxRecords, Optional.empty(), receiver);
  }

  /** Whose records it delivers. */
  public String consumer() {
    return id.consumer();
  }
}
