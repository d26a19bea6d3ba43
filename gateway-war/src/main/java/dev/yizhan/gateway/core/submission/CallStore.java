package dev.yizhan.gateway.core.submission;

import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Storage of calls. A method that changes something returns when the change is durable; a {@link
 * StoreException} states whether it may have happened.
 */
public interface CallStore {

  /**
   * Stores the end of a call with the states of its recipients. Repeating this changes nothing.
   *
   * @return the submission's next due call, claimed; completed on a thread of the store, which must
   *     not be blocked
   */
  CompletableFuture<Optional<PendingCall>> finishAsync(
      PendingCall pending, CallEnd end, Instant now);

  /** As {@link #finishAsync}, and waits. */
  default Optional<PendingCall> finish(PendingCall pending, CallEnd end, Instant now) {
    return StoreException.await(finishAsync(pending, end, now));
  }

  /**
   * Claims due calls, except those of suspended channels. Expired calls are ended.
   *
   * @return calls that no other node makes
   */
  List<PendingCall> claimDue(Instant now, int limit);

  /**
   * Releases claimed calls that were not started; they are due again at once.
   *
   * @param numbers of the submission's calls
   * @return how many; completed on a thread of the store, which must not be blocked
   */
  CompletableFuture<Integer> releaseAsync(long submission, Set<Integer> numbers);

  /** The calls that this node has claimed: numbers by submission. */
  Map<Long, Set<Integer>> claimedCalls();

  /** Writes this node's heartbeat. */
  void heartbeat();

  /** The heartbeat counters of the other nodes. */
  Map<Long, Long> otherNodes();

  /**
   * Declares a node dead: its running calls and polls become unknown.
   *
   * @param heartbeats its counter as last read; if it has changed since, nothing is done
   * @return how many calls and polls
   */
  int declareDead(long node, long heartbeats, Instant now);

  /** Removes this node: its running calls and polls become unknown. */
  void signOff(Instant now);

  /** Whether only one node at a time can use this store, so that all others are dead. */
  boolean isExclusive();
}
