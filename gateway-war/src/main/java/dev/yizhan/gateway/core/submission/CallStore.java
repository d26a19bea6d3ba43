package dev.yizhan.gateway.core.submission;

import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Where calls wait, are claimed and end. A method that changes something returns when the change is
 * durable; where it throws a {@link StoreException}, that says whether the change may have
 * happened.
 */
public interface CallStore {

  /**
   * Writes down what came of a call, and the states of its recipients with it. To write the same
   * down again changes nothing.
   *
   * @param pending the call
   * @param end what came of it
   * @param now the time
   * @return the submission's next call that is due, claimed; completed on a thread of the store's,
   *     which is not to be kept
   */
  CompletableFuture<Optional<PendingCall>> finishAsync(
      PendingCall pending, CallEnd end, Instant now);

  /**
   * Does the same, and waits until it is done.
   *
   * @param pending the call
   * @param end what came of it
   * @param now the time
   * @return the submission's next call that is due, claimed
   */
  default Optional<PendingCall> finish(PendingCall pending, CallEnd end, Instant now) {
    return StoreException.await(finishAsync(pending, end, now));
  }

  /**
   * Claims calls that are due, but for those of suspended channels.
   *
   * @param now the time
   * @param limit how many at the most
   * @return calls that nobody else makes; those whose time ran out are written down as expired
   */
  List<PendingCall> claimDue(Instant now, int limit);

  /**
   * Gives claimed calls back: nobody has begun to make them, and they are due again at once.
   *
   * @param submission whose
   * @param numbers which of its calls
   * @return how many; completed on a thread of the store's, which is not to be kept
   */
  CompletableFuture<Integer> releaseAsync(long submission, Set<Integer> numbers);

  /**
   * What this node has claimed.
   *
   * @return numbers of calls by submission
   */
  Map<Long, Set<Integer>> claimedCalls();

  /** Tells the other nodes that this one lives. */
  void heartbeat();

  /**
   * The other nodes that have told so.
   *
   * @return how often, by node
   */
  Map<Long, Long> otherNodes();

  /**
   * Takes over from a dead node: what it was making is written down as unknown.
   *
   * @param node which
   * @param heartbeats as it last told; if it has told more since, nothing is done
   * @param now the time
   * @return how many calls
   */
  int declareDead(long node, long heartbeats, Instant now);

  /**
   * Takes leave: what this node still has claimed is written down as unknown.
   *
   * @param now the time
   */
  void signOff(Instant now);

  /**
   * Whether only one node at a time can use this store, so that all others are dead.
   *
   * @return whether it is so
   */
  boolean isExclusive();
}
