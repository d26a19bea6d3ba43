package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.Capacity;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.submission.DueCalls;
import dev.yizhan.gateway.core.task.Timing;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The queues of all channels on this node, and the circuits of their vendors. */
public final class ChannelQueues {

  /** The last calls by which a vendor is judged, and how many of them have failed. */
  private static final int JUDGED_CALLS = 10;

  private static final int FEWEST_CALLS = 5;
  private static final float MOST_FAILED_PERCENT = 50;

  private final Channels channels;
  private final CircuitBreakerConfig config;
  private final Events events;
  private final Clock clock;
  private volatile Map<String, DueCalls> waiting = Map.of();
  private final Map<String, ChannelQueue> byChannel = new ConcurrentHashMap<>();

  /**
   * Starts without calls.
   *
   * @param timing its pauses for retries hold for a vendor that does not answer, too: each call is
   *     one more message whose outcome may be unknown
   */
  public ChannelQueues(Channels channels, Clock clock, Timing timing, Events events) {
    this.channels = channels;
    this.events = events;
    this.clock = clock;
    this.config =
        CircuitBreakerConfig.custom()
            .slidingWindow(JUDGED_CALLS, FEWEST_CALLS, SlidingWindowType.COUNT_BASED)
            .failureRateThreshold(MOST_FAILED_PERCENT)
            .slowCallRateThreshold(100)
            .slowCallDurationThreshold(Duration.ofDays(1))
            .permittedNumberOfCallsInHalfOpenState(1)
            .waitIntervalFunctionInOpenState(attempt -> timing.retryPause(attempt).toMillis())
            .clock(clock)
            .writableStackTraceEnabled(false)
            .build();
  }

  ChannelQueue of(String channel) {
    return byChannel.computeIfAbsent(channel, this::created);
  }

  private ChannelQueue created(String channel) {
    CircuitBreaker breaker = CircuitBreaker.of(channel, config);
    breaker
        .getEventPublisher()
        .onStateTransition(
            event ->
                events.circuitChanged(
                    channel,
                    switch (event.getStateTransition().getToState()) {
                      case OPEN, FORCED_OPEN -> Circuit.OPEN;
                      case HALF_OPEN -> Circuit.HALF_OPEN;
                      case CLOSED, DISABLED, METRICS_ONLY -> Circuit.CLOSED;
                    }));
    return new ChannelQueue(breaker, () -> concurrency(channel), clock);
  }

  private int concurrency(String channel) {
    return channels
        .find(channel)
        .map(configured -> configured.capacity().concurrency())
        .orElse(Capacity.USUAL_CONCURRENCY);
  }

  /** Whether the vendor answers, as this node sees it. */
  public Circuit circuit(String channel) {
    ChannelQueue queue = byChannel.get(channel);
    return queue == null ? Circuit.CLOSED : queue.circuit();
  }

  /** What happens on a channel now. */
  public ChannelActivity activity(String channel) {
    return of(channel)
        .activity(waiting.getOrDefault(channel, new DueCalls(channel, "", 0, Instant.EPOCH)));
  }

  /** Takes over which calls wait; returns them. */
  List<DueCalls> refresh(List<DueCalls> due) {
    Map<String, DueCalls> sums = new HashMap<>();
    for (DueCalls each : due) {
      sums.merge(each.channel(), each, DueCalls::plus);
    }
    waiting = Map.copyOf(sums);
    return due;
  }

  /** Whether nothing is sent over the channel now, since its vendor does not answer. */
  boolean isSilent(String channel) {
    ChannelQueue queue = byChannel.get(channel);
    return queue != null && queue.isSilent();
  }
}
