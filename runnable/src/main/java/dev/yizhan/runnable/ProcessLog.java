package dev.yizhan.runnable;

import dev.yizhan.gateway.monitoring.LogOutput;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Sets up the log of the process. */
final class ProcessLog {

  /** Of which lines below WARNING are logged, too. The second one tells of migrations. */
  private static final List<String> INFORMATIVE =
      List.of("dev.yizhan", "org.flywaydb.core.internal.command");

  /** Kept, because the log manager has weak references only. */
  private final List<Logger> loggers;

  private final LogOutput output;

  private ProcessLog(List<Logger> loggers, LogOutput output) {
    this.loggers = loggers;
    this.output = output;
  }

  /**
   * To be called before anything is logged. The levels are left alone where {@code
   * java.util.logging.config.file} is given.
   */
  static ProcessLog start() {
    // Before its class is loaded, because that creates Java's own log manager.
    System.setProperty("java.util.logging.manager", "dev.yizhan.runnable.ProcessLogManager");
    if (LogManager.getLogManager() instanceof ProcessLogManager manager) {
      manager.keepHandlers();
    }
    ProcessLog log =
        new ProcessLog(INFORMATIVE.stream().map(Logger::getLogger).toList(), LogOutput.ofProcess());
    if (System.getProperty("java.util.logging.config.file") == null) {
      Logger.getLogger("").setLevel(Level.WARNING);
      log.loggers.forEach(logger -> logger.setLevel(Level.INFO));
    }
    return log;
  }

  LogOutput output() {
    return output;
  }
}
