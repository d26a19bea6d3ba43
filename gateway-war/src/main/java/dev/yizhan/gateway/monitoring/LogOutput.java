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

/** Routes the gateway's log records to the server's log, or to an output of the gateway's own. */
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
  private final Logger logger = Logger.getLogger("dev.yizhan");

  private Target target = SERVER;
  private @Nullable Handler handler;

  /** Leaves the records to the server until a target is set. */
  public LogOutput() {}

  /** Switches to another target; no record is lost meanwhile. */
  public synchronized void switchTo(Target next) {
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

  @Override
  public void close() {
    switchTo(SERVER);
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
