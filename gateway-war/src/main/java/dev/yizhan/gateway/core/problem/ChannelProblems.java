package dev.yizhan.gateway.core.problem;

import dev.yizhan.gateway.core.channel.CertificateEnd;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelStateStore.ChannelState;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.operation.Backlog;
import dev.yizhan.gateway.core.operation.OperatorStore;
import dev.yizhan.gateway.core.sending.ChannelActivity;
import dev.yizhan.gateway.core.sending.ChannelQueues;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Problems of channels: nothing goes out over them, or soon nothing will. */
public final class ChannelProblems {

  private final Channels channels;
  private final ChannelStates states;
  private final ChannelQueues queues;
  private final OperatorStore store;

  public ChannelProblems(
      Channels channels, ChannelStates states, ChannelQueues queues, OperatorStore store) {
    this.channels = channels;
    this.states = states;
    this.queues = queues;
    this.store = store;
  }

  List<Problem> list(Instant now) {
    List<Problem> problems = new ArrayList<>();
    // Also channels that are no longer configured: their messages wait, too.
    for (Backlog.Due due : store.backlog(now).due()) {
      states
          .find(due.channel())
          .filter(ChannelState::suspended)
          .ifPresent(state -> problems.add(suspended(due, state)));
    }
    for (Channel channel : channels.all()) {
      ChannelActivity activity = queues.activity(channel.name());
      if (activity.circuit() != Circuit.CLOSED) {
        problems.add(circuitOpen(channel, activity));
      }
      for (CertificateEnd end : channel.connection().certificateEnds()) {
        if (end.isNear(now)) {
          problems.add(certificateEnds(channel, end, now));
        }
      }
    }
    return problems;
  }

  private static Problem suspended(Backlog.Due due, ChannelState state) {
    return new Problem(
            Problem.Kind.SUSPENDED_CHANNEL,
            Problem.Subject.channel(due.channel()),
            Optional.of(state.at()),
            Optional.empty(),
            state.who()
                + " has suspended the channel ("
                + state.reason()
                + "). Calls that wait: "
                + due.calls()
                + ", the oldest since "
                + Problem.chinaTime(due.oldest())
                + ". Resume it, or they expire")
        .with(Problem.Occurrences.of(due.calls()));
  }

  private static Problem circuitOpen(Channel channel, ChannelActivity activity) {
    return new Problem(
            Problem.Kind.CIRCUIT_OPEN,
            Problem.Subject.channel(channel.name()),
            Optional.of(activity.circuitSince()),
            Optional.empty(),
            "This node does not call the vendor, since it does not answer"
                + activity.failure().map(failure -> ": " + failure).orElse("")
                + ". Calls that wait: "
                + activity.waiting()
                + ". It is tried again at growing intervals")
        .with(Problem.Occurrences.of(activity.waiting()));
  }

  private static Problem certificateEnds(Channel channel, CertificateEnd end, Instant now) {
    return new Problem(
        Problem.Kind.CERTIFICATE_ENDS,
        Problem.Subject.channel(channel.name()),
        Optional.empty(),
        Optional.of(end.at()),
        end.certificate()
            + (end.at().isAfter(now) ? " ends at " : " has ended at ")
            + Problem.chinaTime(end.at())
            + ". Ask the vendor for the next one, and configure it beside this one");
  }
}
