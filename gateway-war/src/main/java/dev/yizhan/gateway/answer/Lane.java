package dev.yizhan.gateway.answer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import dev.yizhan.gateway.core.task.PeriodicTasks;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicLong;

/** A few threads that write answers, each within a deadline, and a bound for those that wait. */
final class Lane implements AutoCloseable {

  private static final int CHUNK_BYTES = 8 << 10;

  /** The lane of a thread. */
  private static final ThreadLocal<Lane> OWNER = new ThreadLocal<>();

  private final ThreadPoolExecutor threads;
  private final long maxBytes;
  private final Duration deadline;
  private final ScheduledExecutorService deadlines;
  private final AtomicLong bytes = new AtomicLong();

  /**
   * A lane without running threads.
   *
   * @param maxBytes of the answers that wait or are being written, see {@link #hasRoom}
   * @param deadline for one answer
   */
  Lane(
      String name, int most, long maxBytes, Duration deadline, ScheduledExecutorService deadlines) {
    this.threads =
        new ThreadPoolExecutor(
            most,
            most,
            60,
            SECONDS,
            new LinkedBlockingQueue<>(),
            owned(PeriodicTasks.daemonThreads(name)));
    this.threads.allowCoreThreadTimeOut(true);
    this.maxBytes = maxBytes;
    this.deadline = deadline;
    this.deadlines = deadlines;
  }

  private ThreadFactory owned(ThreadFactory factory) {
    return work ->
        factory.newThread(
            () -> {
              OWNER.set(this);
              work.run();
            });
  }

  Executor threads() {
    return threads;
  }

  boolean hasRoom() {
    return bytes.get() < maxBytes;
  }

  /** The bytes of the answers that wait or are being written. */
  long bytes() {
    return bytes.get();
  }

  /** Where an answer goes once its turn comes. */
  interface Target {

    OutputStream open() throws IOException;

    /** Whether somebody has to know if the answer was written whole. */
    boolean isWatched();

    /**
     * Ends the answer, whatever became of it.
     *
     * @param isWhole whether the server took all of it without an error; known of a watched one
     *     only
     */
    void close(boolean isWhole);
  }

  /**
   * Writes an answer on a thread of this lane, at once if that is the current one. One that has
   * waited for a thread for longer than twice the deadline is given up.
   */
  void write(byte[] body, Target target) {
    long queued = System.nanoTime();
    bytes.addAndGet(body.length);
    Runnable work =
        () -> {
          boolean isWhole = false;
          try {
            if (System.nanoTime() - queued < 2 * deadline.toNanos()) {
              isWhole = writeInTime(body, target);
            }
          } finally {
            end(body, target, isWhole);
          }
        };
    if (OWNER.get() == this) {
      work.run();
      return;
    }
    try {
      threads.execute(work);
    } catch (RuntimeException | OutOfMemoryError e) {
      // Closed, or the machine cannot start a thread.
      end(body, target, false);
    }
  }

  private void end(byte[] body, Target target, boolean isWhole) {
    bytes.addAndGet(-body.length);
    target.close(isWhole);
  }

  private boolean writeInTime(byte[] body, Target target) {
    if (body.length <= CHUNK_BYTES) {
      return writeAtOnce(body, target);
    }
    Attempt attempt = new Attempt(Thread.currentThread());
    ScheduledFuture<?> expiry =
        deadlines.schedule(attempt::expire, deadline.toMillis(), MILLISECONDS);
    boolean isWhole = false;
    try {
      OutputStream out = target.open();
      for (int i = 0; i < body.length && !attempt.isOver(); i += CHUNK_BYTES) {
        out.write(body, i, Math.min(CHUNK_BYTES, body.length - i));
        out.flush();
      }
      isWhole = !attempt.isOver();
    } catch (IOException | RuntimeException e) {
      // The reader has gone, or reads too slowly: nobody is left to report it to.
      attempt.end();
    }
    attempt.end();
    expiry.cancel(false);
    return isWhole;
  }

  /** The server's buffer takes it, and its connection's too: nobody waits for the reader. */
  private static boolean writeAtOnce(byte[] body, Target target) {
    try {
      OutputStream out = target.open();
      out.write(body);
      if (target.isWatched()) {
        out.flush();
      }
      return true;
    } catch (IOException | RuntimeException e) {
      // The reader has gone: nobody is left to report it to.
      return false;
    }
  }

  /** Interrupts the thread that writes, and never one that has gone on to another answer. */
  private static final class Attempt {

    private final Thread thread;
    private boolean ended;
    private boolean expired;

    Attempt(Thread thread) {
      this.thread = thread;
    }

    synchronized void expire() {
      if (!ended) {
        expired = true;
        thread.interrupt();
      }
    }

    synchronized boolean isOver() {
      return expired;
    }

    synchronized void end() {
      ended = true;
      // What completes the request must not see the interrupt.
      boolean unused = expired && Thread.interrupted();
    }
  }

  @Override
  public void close() {
    threads.shutdown();
  }
}
