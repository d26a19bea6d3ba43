package dev.yizhan.gateway.core.submission;

import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Storage of calls. A method that changes something returns when the change is durable; a {@link
 * StoreException} states whether it may have happened.
 */
public interface CallStore {

  /**
   * Stores the end of a call with the states of its recipients. Repeating this changes nothing.
   *
   * @return completed on a thread of the store, which must not be blocked
   */
  CompletableFuture<?> finishAsync(PendingCall pending, CallEnd end);

  /** As {@link #finishAsync}, and waits. */
  default void finish(PendingCall pending, CallEnd end) {
    Object unused = StoreException.await(finishAsync(pending, end));
  }

  /** Stores that a claimed call was rejected by the gateway, since its text cannot be read. */
  CompletableFuture<?> rejectUnreadable(CallKey call, Instant now);

  /**
   * Which due calls to claim. Those of suspended channels and expired ones are never claimed.
   *
   * @param channel over which they are made
   * @param limit the most calls
   * @param scope which of them
   */
  record Claim(String channel, int limit, Scope scope) {}

  /** Which of a channel's calls are claimed. */
  enum Scope {
    /** All of them. */
    ALL,
    /** Those that another channel of their route may take. */
    WITH_OTHER_CHANNELS
  }

  /**
   * Claims due calls of a channel that no other node makes: those of all consumers in turn, and
   * each consumer's in the order of its submissions. Recipients that have opted out get nothing.
   *
   * @param onClaimed is given the calls on the store's thread before it does anything else, and
   *     must not block it
   * @return completed with the number of calls to be made; fewer than the limit if no more wait
   */
  CompletableFuture<Integer> claimAsync(Claim claim, Instant now, Consumer<ClaimedCalls> onClaimed);

  /** The channels that have due calls and are not suspended. */
  Set<String> waitingChannels(Instant now);

  /** Ends calls that have expired, some at a time. */
  void expire(Instant now);

  /**
   * The calls that are due and not claimed, also of suspended channels.
   *
   * @param leftOut submissions whose calls are not counted
   */
  List<DueCalls> dueCalls(Instant now, Set<Long> leftOut);

  /** Those of the submissions that have a running call, or one that is due. */
  Set<Long> active(Collection<Long> submissions, Instant now);

  /**
   * Releases calls that this node has claimed and does not make; they are due again at once.
   *
   * @param isRunning is asked on the store's thread
   * @return the released calls; completed on a thread of the store, which must not be blocked
   */
  CompletableFuture<List<CallKey>> releaseAsync(Predicate<CallKey> isRunning);

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
