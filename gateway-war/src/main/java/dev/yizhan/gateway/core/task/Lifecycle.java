package dev.yizhan.gateway.core.task;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Closes resources in the reverse order of their construction. A failure to close one is logged,
 * and the others are closed all the same.
 */
public final class Lifecycle implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Lifecycle.class.getName());

  private final Deque<AutoCloseable> constructed = new ArrayDeque<>();

  /** Starts empty. */
  public Lifecycle() {}

  /**
   * Adds a resource that was just constructed.
   *
   * @param resource closed before everything that was added before it
   * @param <T> its type
   */
  public <T extends AutoCloseable> T add(T resource) {
    constructed.push(resource);
    return resource;
  }

  @Override
  public void close() {
    while (!constructed.isEmpty()) {
      AutoCloseable resource = constructed.pop();
      try {
        resource.close();
      } catch (Exception e) {
        LOG.log(
            System.Logger.Level.WARNING,
            resource.getClass().getSimpleName() + " could not be closed",
            e);
      }
    }
  }
}
