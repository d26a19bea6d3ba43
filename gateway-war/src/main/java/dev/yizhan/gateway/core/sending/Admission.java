package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.DueCalls;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/**
 * Refuses submissions while too much work waits or runs, before anything of them is stored. Only
 * calls that are due count. How many wait is read from the store every second, since other nodes
 * add to them; in between, this node's own are added. One that is being stored while the store is
 * read may be missing until the next time.
 */
public final class Admission {

  /** Normal messages may use so much of a limit; the rest is kept for urgent messages. */
  private static final double NORMAL_SHARE = 0.9;

  private final Supplier<GlobalLimits> limits;
  private final AtomicInteger running = new AtomicInteger();
  private volatile Counts counts = new Counts(Map.of(), Map.of(), new ConcurrentHashMap<>());

  public Admission(Supplier<GlobalLimits> limits) {
    this.limits = limits;
  }

  /**
   * Waiting calls by consumer.
   *
   * @param stored as the store was last read
   * @param before added before it is read again
   * @param added since then
   */
  private record Counts(
      Map<String, Integer> stored, Map<String, Integer> before, Map<String, Integer> added) {

    int of(String consumer) {
      return stored.getOrDefault(consumer, 0)
          + before.getOrDefault(consumer, 0)
          + added.getOrDefault(consumer, 0);
    }

    int total() {
      int total = 0;
      for (Map<String, Integer> part : List.of(stored, before, added)) {
        for (int calls : part.values()) {
          total += calls;
        }
      }
      return total;
    }

    void add(String consumer, int calls) {
      if (calls != 0) {
        added.merge(consumer, calls, Integer::sum);
      }
    }

    /** The store is about to be read. */
    Counts reading() {
      Map<String, Integer> all = new HashMap<>(before);
      added.forEach((consumer, calls) -> all.merge(consumer, calls, Integer::sum));
      return new Counts(stored, all, new ConcurrentHashMap<>());
    }
  }

  /** A submission that is being stored. */
  final class Ticket implements AutoCloseable {

    private final String consumer;
    private final int calls;

    private Ticket(String consumer, int calls) {
      this.consumer = consumer;
      this.calls = calls;
    }

    /** The submission is not stored. */
    void revoke() {
      counts.add(consumer, -calls);
    }

    /** The submission is stored, or is not and never will be. */
    @Override
    public void close() {
      running.decrementAndGet();
    }
  }

  /**
   * Admits a submission.
   *
   * @throws GatewayException {@link FaultCode#BUSY}
   */
  Ticket admit(Sender sender, NewSubmission submission) {
    Instant created = submission.head().createdAt();
    int calls = 0;
    for (NewCall call : submission.calls()) {
      calls += call.dueAt().isAfter(created) ? 0 : 1;
    }
    double share = submission.priority() == Priority.URGENT ? 1 : NORMAL_SHARE;
    int queued = counts.total() + calls;
    if (queued > limits.get().work().queuedCalls() * share) {
      throw busy("Too many messages wait for vendors");
    }
    int ofConsumer = counts.of(sender.name()) + calls;
    if (sender.maxQueued().isPresent() && ofConsumer > sender.maxQueued().getAsInt() * share) {
      throw busy("Too many messages of this consumer wait for vendors");
    }
    if (running.incrementAndGet() > limits.get().work().running() * share) {
      running.decrementAndGet();
      throw busy("Too many requests are being processed");
    }
    // Before it is stored, so that it is never counted twice when the store is read.
    counts.add(sender.name(), calls);
    return new Ticket(sender.name(), calls);
  }

  private static GatewayException busy(String reason) {
    return GatewayException.of(
        FaultCode.BUSY, reason + ", and nothing was sent. Call again in some seconds");
  }

  /**
   * Reads how many calls wait.
   *
   * @param source reads the store; what was added before is in its result
   */
  void refresh(Supplier<List<DueCalls>> source) {
    Counts reading = counts.reading();
    counts = reading;
    Map<String, Integer> stored = new HashMap<>();
    source.get().forEach(due -> stored.merge(due.consumer(), due.calls(), Integer::sum));
    counts = new Counts(Map.copyOf(stored), Map.of(), reading.added());
  }
}
