package dev.yizhan.gateway.monitoring;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.logging.ErrorManager;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Routes log records to the server's log, or to an output of the gateway's own: the gateway's
 * records, or those of the whole process where the gateway is the only application.
 */
public final class LogOutput implements AutoCloseable {

  /** Formats of a log record. */
  public enum Format {
    /** The server's. */
    SERVER,
    /** Time, level, logger and message in one line. */
    PLAIN,
    /** A JSON object in one line. */
    JSON
  }

  /**
   * A format and its destination.
   *
   * @param file empty for standard output
   */
  public record Target(Format format, Optional<Path> file) {}

  private static final Target SERVER = new Target(Format.SERVER, Optional.empty());

  /** In a field, because the log manager keeps weak references only. */
  private final Logger logger;

  /** What {@link Format#SERVER} stands for. */
  private final Target unset;

  private Target target = SERVER;
  private @Nullable Handler handler;

  private LogOutput(Logger logger, Target unset) {
    this.logger = logger;
    this.unset = unset;
  }

  /** The gateway's records. They are left to the server until a target is set. */
  public static LogOutput ofGateway() {
    return new LogOutput(Logger.getLogger("dev.yizhan"), SERVER);
  }

  /**
   * The records of the whole process. They go to standard output until a target is set, and where
   * the target would be the server.
   */
  public static LogOutput ofProcess() {
    Logger root = Logger.getLogger("");
    LogOutput output = new LogOutput(root, new Target(Format.PLAIN, Optional.empty()));
    Handler[] before = root.getHandlers();
    output.switchTo(SERVER);
    for (Handler each : before) {
      root.removeHandler(each);
    }
    return output;
  }

  /** Switches to another target; no record is lost meanwhile. */
  public synchronized void switchTo(Target wanted) {
    Target next = wanted.format() == Format.SERVER ? unset : wanted;
    if (!next.equals(target)) {
      Handler before = handler;
      handler = next.format() == Format.SERVER ? null : new LineHandler(next);
      if (handler != null) {
        logger.addHandler(handler);
      }
      logger.setUseParentHandlers(handler == null);
      if (before != null) {
        logger.removeHandler(before);
        before.close();
      }
      target = next;
    }
  }

  /** Leaves the gateway's records to the server again. Those of the process stay where they are. */
  @Override
  public void close() {
    if (unset.equals(SERVER)) {
      switchTo(SERVER);
    }
  }

  /** Opens the file for each record, so that a log rotation may move it at any time. */
  private static final class LineHandler extends Handler {

    private final Optional<Path> file;
    private final OutputStream standardOutput = new FileOutputStream(FileDescriptor.out);

    LineHandler(Target target) {
      this.file = target.file();
      setFormatter(new LineFormatter(target.format() == Format.JSON));
    }

    @Override
    public void publish(LogRecord record) {
      try {
        write(getFormatter().format(record).getBytes(StandardCharsets.UTF_8));
      } catch (IOException | RuntimeException e) {
        reportError("Writing the log failed", e, ErrorManager.WRITE_FAILURE);
      }
    }

    private synchronized void write(byte[] line) throws IOException {
      if (file.isPresent()) {
        Files.write(file.get(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } else {
        standardOutput.write(line);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
