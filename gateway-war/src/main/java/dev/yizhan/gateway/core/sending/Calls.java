package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.task.Timing;
import java.time.Clock;

/**
 * The parts that make calls.
 *
 * @param queues of the channels
 * @param availability of the channels
 * @param waiting callers of running submissions
 * @param runner makes the calls
 */
public record Calls(
    ChannelQueues queues, Availability availability, WaitingCallers waiting, CallRunner runner)
    implements AutoCloseable {

  /** Makes the parts. Nothing runs yet. */
  public static Calls of(
      CallStore store,
      Channels channels,
      ChannelStates states,
      Clock clock,
      Timing timing,
      Events events) {
    ChannelQueues queues = new ChannelQueues(channels, clock, timing, events);
    Availability availability = Availability.of(states, queues);
    WaitingCallers waiting = new WaitingCallers(store, clock);
    CallMaker maker = new CallMaker(channels, availability, clock, timing);
    return new Calls(
        queues,
        availability,
        waiting,
        new CallRunner(store, maker, queues, waiting, clock, events));
  }

  /** Waits for the last outcomes, once the vendors' connections have been closed. */
  @Override
  public void close() {
    runner.close();
    waiting.close();
  }
}
