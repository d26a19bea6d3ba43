package dev.yizhan.gateway.core.sending;

import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.DueCalls;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * Refuses submissions while too much work waits or runs, before anything of them is stored. Only
 * calls that are due count. How many wait is read from the store every second, since other nodes
 * add to them; in between, this node's own are added.
 *
 * <p>Whether a submission that is being stored is read or not is not known. So these are left out
 * when the store is read, and counted from memory until the next time.
 */
public final class Admission {

  /** Normal messages may use so much of a limit; the rest is kept for urgent messages. */
  private static final double NORMAL_SHARE = 0.9;

  private static final Duration CLOCK_TICK = Duration.ofMillis(1);

  /** Reads which calls wait. */
  interface Source {

    /**
     * Reads them.
     *
     * @param now calls are counted that are due then
     * @param leftOut submissions whose calls are not
     */
    List<DueCalls> read(Instant now, Set<Long> leftOut);
  }

  private final Supplier<GlobalLimits> limits;
  private final Clock clock;

  /** Those that are being stored. */
  private final Set<Ticket> open = new HashSet<>();

  /** Those that the last reading of the store has left out, or that came after it began. */
  private Set<Ticket> unread = new HashSet<>();

  private Map<String, Integer> waiting = new HashMap<>();
  private int total;

  public Admission(Supplier<GlobalLimits> limits, Clock clock) {
    this.limits = limits;
    this.clock = clock;
  }

  /** A submission that is being stored. */
  final class Ticket implements AutoCloseable {

    private final long submission;
    private final String consumer;
    private final int calls;

    private Ticket(long submission, String consumer, int calls) {
      this.submission = submission;
      this.consumer = consumer;
      this.calls = calls;
    }

    /** The submission is not stored, and never will be. */
    void revoke() {
      synchronized (Admission.this) {
        open.remove(this);
        if (unread.remove(this)) {
          count(consumer, -calls);
        }
      }
    }

    /** The submission is stored, or is not and never will be. */
    @Override
    public void close() {
      synchronized (Admission.this) {
        open.remove(this);
      }
    }
  }

  private void count(String consumer, int calls) {
    if (calls != 0) {
      waiting.merge(consumer, calls, Integer::sum);
      total += calls;
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
    GlobalLimits current = limits.get();
    double share = submission.priority() == Priority.URGENT ? 1 : NORMAL_SHARE;
    synchronized (this) {
      if (total + calls > current.work().queuedCalls() * share) {
        throw busy("Too many messages wait for vendors");
      }
      int ofConsumer = waiting.getOrDefault(sender.name(), 0) + calls;
      if (sender.maxQueued().isPresent() && ofConsumer > sender.maxQueued().getAsInt() * share) {
        throw busy("Too many messages of this consumer wait for vendors");
      }
      if (open.size() + 1 > current.work().running() * share) {
        throw busy("Too many requests are being processed");
      }
      Ticket ticket = new Ticket(submission.id(), sender.name(), calls);
      open.add(ticket);
      unread.add(ticket);
      count(sender.name(), calls);
      return ticket;
    }
  }

  private static GatewayException busy(String reason) {
    return GatewayException.of(
        FaultCode.BUSY, reason + ", and nothing was sent. Call again in some seconds");
  }

  /** Reads how many calls wait. If that fails, the counts stay as they are and are added to. */
  void refresh(Source source) {
    Set<Long> leftOut;
    Instant begin;
    synchronized (this) {
      leftOut = open.stream().map(ticket -> ticket.submission).collect(Collectors.toSet());
      unread = new HashSet<>(open);
      // What is planned from now on is due later than that.
      begin = clock.instant().minus(CLOCK_TICK);
    }
    List<DueCalls> due = source.read(begin, leftOut);
    synchronized (this) {
      waiting = new HashMap<>();
      total = 0;
      due.forEach(each -> count(each.consumer(), each.calls()));
      unread.forEach(ticket -> count(ticket.consumer, ticket.calls));
    }
  }
}
