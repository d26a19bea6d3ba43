package dev.yizhan.gateway.core.task;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import dev.yizhan.gateway.core.fault.StoreException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/** One thread for periodic tasks. A failure is logged, and the task runs again. */
public final class PeriodicTasks implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PeriodicTasks.class.getName());
  private static final int GRACE_SECONDS = 5;

  private final ScheduledThreadPoolExecutor thread;

  /**
   * Starts without tasks.
   *
   * @param name of the thread
   */
  public PeriodicTasks(String name) {
    this.thread = new ScheduledThreadPoolExecutor(1, daemonThreads(name));
  }

  /** Creates daemon threads. */
  public static ThreadFactory daemonThreads(String name) {
    return task -> {
      Thread thread = new Thread(task, name);
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Runs a task periodically, for the first time after one pause.
   *
   * @param pause between the end of one run and the start of the next
   * @param failure log message if the task fails
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

  /** Starts nothing more, and waits briefly for running tasks. */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (!thread.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
        LOG.log(System.Logger.Level.DEBUG, "A task is still running");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
