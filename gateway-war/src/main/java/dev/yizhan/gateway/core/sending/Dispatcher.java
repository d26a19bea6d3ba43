package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import dev.yizhan.gateway.core.task.Timing;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/**
 * Finds work that is due and has it done. Due work is in the store only; nothing is remembered in
 * memory alone.
 */
public final class Dispatcher implements AutoCloseable {

  private static final int MAX_CLAIMS = 64;
  private static final Duration REMOVE_INTERVAL = Duration.ofMinutes(1);

  private final CallRunner runner;
  private final CallStore store;
  private final ChannelStates states;
  private final Nodes nodes;
  private final Retention retention;
  private final Clock clock;
  private final Timing timing;
  private final PeriodicTasks dispatchTasks = new PeriodicTasks("yizhan-dispatcher");
  private final PeriodicTasks nodeTasks = new PeriodicTasks("yizhan-heartbeat");

  public Dispatcher(
      CallRunner runner,
      CallStore store,
      ChannelStates states,
      Nodes nodes,
      Retention retention,
      Clock clock,
      Timing timing) {
    this.runner = runner;
    this.store = store;
    this.states = states;
    this.nodes = nodes;
    this.retention = retention;
    this.clock = clock;
    this.timing = timing;
  }

  /** Settles what a crash interrupted, then looks for due work regularly. */
  public void start() {
    nodes.start();
    states.refresh();
    dispatchTasks.every(
        timing.checkInterval(), "Due work cannot be searched for now", this::dispatchDue);
    dispatchTasks.every(
        timing.heartbeatInterval(), "Claims cannot be checked now", runner::releaseUnstarted);
    // On a thread that no vendor can delay: a node that is silent is declared dead.
    nodeTasks.every(timing.heartbeatInterval(), "Other nodes cannot be checked now", nodes::check);
    nodeTasks.every(REMOVE_INTERVAL, "Old submissions cannot be removed now", retention::remove);
  }

  private void dispatchDue() {
    states.refresh();
    List<PendingCall> claimed;
    do {
      // No more than there are threads: what is claimed is started at once.
      int free = Math.min(MAX_CLAIMS, runner.freeThreads());
      claimed = free > 0 ? store.claimDue(clock.instant(), free) : List.of();
      for (PendingCall call : claimed) {
        runner.running().acquire(call.submission());
        runner.dispatch(call);
      }
    } while (!claimed.isEmpty());
  }

  /** Starts nothing more, and waits a little for running calls. */
  @Override
  public void close() {
    dispatchTasks.close();
    nodeTasks.close();
    runner.drain();
  }
}
