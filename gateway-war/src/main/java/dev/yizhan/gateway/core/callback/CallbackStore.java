package dev.yizhan.gateway.core.callback;

import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Leases and progress of callbacks. A callback is leased to one node at a time. Errors as in {@link
 * dev.yizhan.gateway.core.submission.SubmissionStore}.
 */
public interface CallbackStore {

  /**
   * Where a callback stands.
   *
   * @param hasBegun whether its reader has a position; what comes before is not delivered
   * @param isHeld whether a node delivers now
   * @param progress of both kinds
   */
  record Standing(Callback callback, boolean hasBegun, boolean isHeld, List<Progress> progress) {}

  /** Where some callbacks stand, in their order. */
  List<Standing> standings(List<Callback> callbacks);

  /** Lets the callback's reader begin, unless it has begun. */
  void begin(Callback callback);

  /** Leases a callback to this node; returns whether no node held it. */
  boolean acquire(Callback callback);

  /** The callbacks that this node holds. */
  List<Callback.Id> held();

  /** Ends the lease, if this node holds it. */
  void release(Callback.Id id);

  /** An id for a batch. */
  long nextId();

  /**
   * Stores progress: what was acknowledged in any case, and the rest if nobody else has moved the
   * position further.
   *
   * @return whether this node still holds the lease
   */
  boolean save(Callback callback, Progress progress);

  /** When the oldest record was received that the callback has not acknowledged. */
  Optional<Instant> oldestUndelivered(String consumer, Progress progress);

  /**
   * Moves a callback past the one record at which it stands after a failure.
   *
   * @return whether it stands there
   */
  boolean skip(Callback callback, Skip skip);

  /** The most records in a list. */
  int MOST_LISTED = 100;

  /** A record that was skipped for a reader. */
  record Skipped(String consumer, Reader reader, Skip skip) {}

  /**
   * Records that were skipped, the last first.
   *
   * @param more whether there are earlier ones
   */
  record SkippedList(List<Skipped> records, boolean more) {

    /** Copies the list. */
    public SkippedList {
      records = List.copyOf(records);
    }
  }

  /**
   * Lists records that were skipped.
   *
   * @param consumer empty for all
   */
  SkippedList skipped(Optional<String> consumer);

  /**
   * A record to be skipped.
   *
   * @param who the operator
   * @param reason for later readers
   */
  record Skip(RecordKind kind, long position, String who, String reason, Instant at) {}
}
