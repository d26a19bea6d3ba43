package dev.yizhan.gateway.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntFunction;

/**
 * Clients that send continuously, each message to another phone. Three of four give request ids,
 * and repeat until they get a definite answer; the others never repeat.
 */
final class Consumers implements AutoCloseable {

  /**
   * The final answer to a client.
   *
   * @param detail the submission's id, or the fault's code
   */
  record Result(Kind kind, String detail) {

    /** The code of a refusal after which a client with a request id sends again. */
    static final String UNAVAILABLE = "STORE_UNAVAILABLE";

    /** Kinds of answers. */
    enum Kind {
      /** Stored. */
      ACCEPTED,
      /** Certainly not done. */
      REFUSED,
      /** No answer, or an indefinite one. */
      NOTHING
    }
  }

  private static final long FIRST_PHONE = 13900000000L;
  private static final int LONGEST_END_MILLIS = 120_000;
  private static final long PAUSE_NANOS = 20_000_000;

  /** A connection to the gateway; not thread-safe. */
  interface Link extends AutoCloseable {

    /**
     * Sends once.
     *
     * @param requestId empty if the message is never repeated
     */
    Result send(Optional<String> requestId, String phone);

    @Override
    void close();
  }

  private final long pauseNanos;
  private final AtomicLong phones = new AtomicLong(FIRST_PHONE);
  private final Map<String, Result> book = new ConcurrentHashMap<>();
  private final Map<String, Integer> faults = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean over;

  private Consumers(long pauseNanos) {
    this.pauseNanos = pauseNanos;
  }

  /**
   * Starts.
   *
   * @param links one for each client, by its number
   */
  static Consumers start(int count, IntFunction<Link> links, long pauseNanos) {
    Consumers consumers = new Consumers(pauseNanos);
    for (int i = 0; i < count; i++) {
      Sender sender = consumers.new Sender(links.apply(i), i % 4 > 0);
      Thread thread = new Thread(sender::run, "consumer-" + i);
      thread.setDaemon(true);
      consumers.threads.add(thread);
      thread.start();
    }
    return consumers;
  }

  /** By phone. */
  Map<String, Result> book() {
    return book;
  }

  /** Missing answers and faults, with their number. */
  Map<String, Integer> faults() {
    return faults;
  }

  /** The number of missing answers and faults. */
  int refused() {
    return faults.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The number of final answers so far. */
  int finalAnswers() {
    return book.size();
  }

  /** Waits until every client has a final answer. */
  @Override
  public void close() {
    over = true;
    for (Thread thread : threads) {
      try {
        thread.join(LONGEST_END_MILLIS);
        if (thread.isAlive()) {
          throw new AssertionError("A consumer is still without a final answer: " + faults);
        }
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private final class Sender {

    private final Link link;
    private final boolean mayRepeat;

    Sender(Link link, boolean mayRepeat) {
      this.link = link;
      this.mayRepeat = mayRepeat;
    }

    void run() {
      try (link) {
        while (!over) {
          String phone = Long.toString(phones.getAndIncrement());
          Result result = send(phone);
          book.put(phone, result);
          LockSupport.parkNanos(result.kind() == Result.Kind.ACCEPTED ? pauseNanos : PAUSE_NANOS);
        }
      }
    }

    private Result send(String phone) {
      Optional<String> requestId = mayRepeat ? Optional.of("r" + phone) : Optional.empty();
      while (true) {
        Result result = link.send(requestId, phone);
        if (result.kind() != Result.Kind.ACCEPTED) {
          faults.merge(result.kind() + " " + result.detail(), 1, Integer::sum);
        }
        if (result.kind() == Result.Kind.ACCEPTED
            || !mayRepeat
            || result.kind() == Result.Kind.REFUSED
                && !result.detail().equals(Result.UNAVAILABLE)) {
          return result;
        }
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
  }
}
