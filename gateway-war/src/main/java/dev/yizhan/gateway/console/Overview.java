package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelStateStore.ChannelState;
import dev.yizhan.gateway.core.operation.Backlog;
import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.problem.Problems;
import dev.yizhan.gateway.core.sending.ChannelActivity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How the gateway is. It is asked for every other second by each overview that is open, and so read
 * once for all of them.
 */
public final class Overview {

  private static final Duration FRESH = Duration.ofMillis(1500);

  private final GatewayCore core;
  private final Clock clock;
  private Optional<Snapshot> last = Optional.empty();

  Overview(GatewayCore core, Clock clock) {
    this.core = core;
    this.clock = clock;
  }

  /**
   * The state at one time.
   *
   * @param unknown deliveries with an unknown outcome
   * @param due calls that are due and wait, at all nodes
   * @param chart of the last hour
   */
  public record Snapshot(
      Instant at, List<Kind> problems, long unknown, long due, List<Row> channels, Chart chart) {

    /** Copies the lists. */
    public Snapshot {
      problems = List.copyOf(problems);
      channels = List.copyOf(channels);
    }
  }

  /**
   * Problems of one kind.
   *
   * @param isCut whether there may be more than are counted
   */
  public record Kind(Problem.Kind kind, int count, boolean isCut, Optional<Instant> oldest) {}

  /**
   * A channel.
   *
   * @param state its last change by an operator
   * @param balance of its account, as it was last known
   */
  public record Row(
      Channel channel,
      Optional<ChannelState> state,
      ChannelActivity activity,
      Optional<BalanceSnapshot> balance) {

    /** Whether an operator has suspended it. */
    public boolean isSuspended() {
      return state.map(ChannelState::suspended).orElse(false);
    }
  }

  /** The state now, or at most two seconds ago. */
  synchronized Snapshot snapshot() {
    Instant now = clock.instant();
    if (last.isEmpty() || last.get().at().plus(FRESH).isBefore(now)) {
      Backlog backlog = core.operations().backlog();
      last =
          Optional.of(
              new Snapshot(
                  now,
                  kinds(core.problems().list()),
                  backlog.unknown(),
                  backlog.due().stream().mapToLong(Backlog.Due::calls).sum(),
                  channels(),
                  chart(Chart.Scale.HOUR, now, Optional.empty())));
    }
    return last.get();
  }

  private List<Row> channels() {
    return core.channels().all().stream()
        .sorted(Comparator.comparing(Channel::name))
        .map(this::row)
        .toList();
  }

  /** A channel's last day. */
  Chart chart(Channel channel) {
    return chart(Chart.Scale.DAY, clock.instant(), Optional.of(channel.name()));
  }

  private Chart chart(Chart.Scale scale, Instant now, Optional<String> channel) {
    return Chart.of(scale, now, core.series().read(scale.start(now), channel));
  }

  /** One channel, as it is now. */
  Row row(Channel channel) {
    return new Row(
        channel,
        core.states().find(channel.name()),
        core.queues().activity(channel.name()),
        core.balances().last(channel));
  }

  private static List<Kind> kinds(List<Problem> problems) {
    Map<Problem.Kind, List<Problem>> byKind = new TreeMap<>();
    problems.forEach(
        each -> byKind.computeIfAbsent(each.kind(), kind -> new ArrayList<>()).add(each));
    return byKind.entrySet().stream()
        .map(
            entry ->
                new Kind(
                    entry.getKey(),
                    entry.getValue().size(),
                    entry.getValue().size() >= Problems.MAX_PER_KIND,
                    entry.getValue().stream()
                        .flatMap(each -> each.from().stream())
                        .min(Comparator.naturalOrder())))
        .toList();
  }
}
