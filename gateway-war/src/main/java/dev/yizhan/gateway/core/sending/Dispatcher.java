package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.task.PeriodicTasks;
import dev.yizhan.gateway.core.task.Timing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Finds work that is due and has it done. Due work is in the store only; nothing is remembered in
 * memory alone.
 */
public final class Dispatcher implements AutoCloseable {

  private static final Duration REMOVE_INTERVAL = Duration.ofMinutes(1);

  private final Calls calls;
  private final CallStore store;
  private final ChannelStates states;
  private final Admission admission;
  private final Nodes nodes;
  private final Retention retention;
  private final Clock clock;
  private final Timing timing;
  private final PeriodicTasks dispatchTasks = new PeriodicTasks("yizhan-dispatcher");
  private final PeriodicTasks nodeTasks = new PeriodicTasks("yizhan-heartbeat");

  public Dispatcher(
      Calls calls,
      CallStore store,
      ChannelStates states,
      Admission admission,
      Nodes nodes,
      Retention retention,
      Clock clock,
      Timing timing) {
    this.calls = calls;
    this.store = store;
    this.states = states;
    this.admission = admission;
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
        timing.heartbeatInterval(),
        "Claims cannot be checked now",
        calls.runner()::releaseUnstarted);
    // On a thread that no vendor can delay: a node that is silent is declared dead.
    nodeTasks.every(timing.heartbeatInterval(), "Other nodes cannot be checked now", nodes::check);
    nodeTasks.every(REMOVE_INTERVAL, "Old submissions cannot be removed now", retention::remove);
  }

  private void dispatchDue() {
    Instant now = clock.instant();
    states.refresh();
    store.expire(now);
    for (String channel : store.waitingChannels(now)) {
      calls.runner().arrived(channel);
      if (calls.queues().isSilent(channel)) {
        calls.runner().divert(channel);
      }
    }
    admission.refresh((time, leftOut) -> calls.queues().refresh(store.dueCalls(time, leftOut)));
    calls.waiting().check();
  }

  /** Starts nothing more, and waits a little for running calls. */
  @Override
  public void close() {
    dispatchTasks.close();
    nodeTasks.close();
    calls.runner().drain();
  }
}
