package dev.yizhan.gateway.core.door;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.record.Reader;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Storage of front doors, shared by all nodes. A method that changes something returns when the
 * change is durable; a {@link StoreException} states whether it may have happened.
 */
public interface DoorStore {

  /**
   * Takes ids that nobody else gets, one after the other.
   *
   * @param first the first that the company ever gets
   * @return the lowest
   */
  long takeIds(String company, long first, int count);

  /**
   * Finds out whether a message was given before, and otherwise remembers that it is given now.
   *
   * @param digest of the message
   * @param newId its id if it is new
   * @param window how long from now it counts as given, if it is new
   * @return {@code newId}, or the id with which it was given before
   */
  long firstId(String digest, long newId, Instant now, Duration window);

  /**
   * Forgets some messages that no longer count as given.
   *
   * @return how many
   */
  int forgetMessages(Instant now);

  /**
   * The oldest deliveries that have failed without a report and that a reader has not been told of.
   *
   * @param reference what the references of the messages begin with
   * @param since when they have failed at the earliest
   */
  List<FailedDelivery> failures(
      String consumer, String reference, Reader reader, Instant since, int most);

  /** Remembers that a reader has been told of these. */
  void told(Reader reader, List<FailedDelivery> failures);

  /** Remembers that a reader need not be told what became of a submission: it knows. */
  void told(Reader reader, long submission);
}
