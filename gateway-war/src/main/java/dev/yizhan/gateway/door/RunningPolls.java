package dev.yizhan.gateway.door;

import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Decides when what a poll has handed out is not handed out again. The vendors' protocols have no
 * acknowledgement, so the next poll is one, under three conditions: the answer before was written
 * whole without an error, no two polls overlapped, and a while has passed, so that it is no
 * repetition of the same call. What is not acknowledged is handed out again: after a restart, and
 * at another node, too.
 */
final class RunningPolls {

  private record Key(String consumer, Reader reader, RecordKind kind) {}

  /** What was handed out last, and how many polls run. */
  private static final class State {
    private int running;
    private boolean overlapped;
    private Optional<Runnable> acknowledgement = Optional.empty();
    private long writtenAt;
  }

  private final Map<Key, State> states = new ConcurrentHashMap<>();
  private final LongSupplier nanoTime;

  RunningPolls() {
    this(System::nanoTime);
  }

  RunningPolls(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A poll, from its beginning to the end of its answer. */
  final class Poll {

    private final State state;
    private Optional<Runnable> acknowledgement = Optional.empty();
    private boolean ended;

    private Poll(State state) {
      this.state = state;
    }

    /**
     * Something is handed out.
     *
     * @param acknowledged so that it is not handed out again
     */
    void handsOut(Runnable acknowledged) {
      acknowledgement = Optional.of(acknowledged);
    }

    /** The answer has ended; counts once. */
    void end(boolean isWhole) {
      synchronized (state) {
        if (ended) {
          return;
        }
        ended = true;
        state.running--;
        state.acknowledgement = isWhole && !state.overlapped ? acknowledgement : Optional.empty();
        state.writtenAt = nanoTime.getAsLong();
        if (state.running == 0) {
          state.overlapped = false;
        }
      }
    }
  }

  /**
   * Begins a poll. What the one before has handed out is acknowledged, or will be handed out again.
   *
   * @param pause the least time since the end of the answer before
   * @throws RuntimeException if that cannot be acknowledged; no poll has begun then
   */
  Poll begin(String consumer, Reader reader, RecordKind kind, Duration pause) {
    State state = states.computeIfAbsent(new Key(consumer, reader, kind), key -> new State());
    Optional<Runnable> due = Optional.empty();
    synchronized (state) {
      if (state.running > 0) {
        state.overlapped = true;
      } else if (nanoTime.getAsLong() - state.writtenAt >= pause.toNanos()) {
        due = state.acknowledgement;
      }
      state.acknowledgement = Optional.empty();
      state.running++;
    }
    Poll poll = new Poll(state);
    try {
      due.ifPresent(Runnable::run);
      return poll;
    } catch (RuntimeException e) {
      poll.end(false);
      throw e;
    }
  }
}
