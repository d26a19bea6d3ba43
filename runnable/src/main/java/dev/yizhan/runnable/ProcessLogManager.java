package dev.yizhan.runnable;

import java.util.logging.LogManager;

/**
 * Keeps the handlers while the process ends. Java's own log manager removes them in a shutdown
 * hook, which runs at the same time as the one that stops the gateway.
 */
public final class ProcessLogManager extends LogManager {

  private volatile boolean keepsHandlers;

  /** Called by the JDK. */
  public ProcessLogManager() {}

  /** From now on. */
  void keepHandlers() {
    keepsHandlers = true;
  }

  @Override
  public void reset() {
    if (!keepsHandlers) {
      super.reset();
    }
  }
}
