package dev.yizhan.gateway.core.task;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** One thread that does something again and again; what fails is logged and done again. */
public final class PeriodicTasks implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PeriodicTasks.class.getName());
  private static final int GRACE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor thread;

  /**
   * Has nothing to do yet.
   *
   * @param name of its thread
   */
  public PeriodicTasks(String name) {
    this.thread = new ScheduledThreadPoolExecutor(1, daemonThreads(name));
  }

  /**
   * Threads that keep no process alive.
   *
   * @param name of all of them
   * @return makes them
   */
  public static ThreadFactory daemonThreads(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Does something from now on.
   *
   * @param pause between the end of one time and the beginning of the next
   * @param failure what is logged where it fails
   * @param work what
   */
  public void every(Duration pause, String failure, Runnable work) {
    Runnable safe =
        () -> {
          try {
            work.run();
          } catch (StoreException e) {
            LOG.log(System.Logger.Level.WARNING, "{0}: {1}", failure, e.getMessage());
          } catch (RuntimeException | Error e) {
            LOG.log(System.Logger.Level.WARNING, failure, e);
          }
        };
    Future<?> unused =
        thread.scheduleWithFixedDelay(safe, pause.toMillis(), pause.toMillis(), MILLISECONDS);
  }

  /** Begins nothing more, and waits for a little while for what runs. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "It still runs");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
