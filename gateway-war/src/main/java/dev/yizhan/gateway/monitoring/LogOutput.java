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
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Sends the gateway's log to the server's log, or past it to a file or standard output. */
public final class LogOutput implements AutoCloseable {

  /** Formats of a line. */
  public enum Form {
    /** The format of the server's log. */
    SERVER,
    /** Time, level, logger, message. */
    PLAIN,
    /** A JSON object. */
    JSON
  }

  /**
   * The configured output.
   *
   * @param file empty for standard output
   */
  public record Wanted(Form form, Optional<Path> file) {}

  /** A strong reference: the log manager has only a weak one. */
  private final Logger logger = Logger.getLogger("dev.yizhan");

  private Wanted current = new Wanted(Form.SERVER, Optional.empty());
  private @Nullable Handler handler;

  /** Starts with the server's log. */
  public LogOutput() {}

  /** Switches the output. */
  public synchronized void use(Wanted next) {
    if (!next.equals(current)) {
      Handler previous = handler;
      handler = next.form() == Form.SERVER ? null : new Lines(next);
      if (handler != null) {
        logger.addHandler(handler);
      }
      logger.setUseParentHandlers(handler == null);
      if (previous != null) {
        logger.removeHandler(previous);
        previous.close();
      }
      current = next;
    }
  }

  @Override
  public synchronized void close() {
    use(new Wanted(Form.SERVER, Optional.empty()));
  }

  /** Opens the file for each line, so that log rotation can move it at any time. */
  private static final class Lines extends Handler {

    private final Optional<Path> file;
    private final OutputStream standard = new FileOutputStream(FileDescriptor.out);

    Lines(Wanted wanted) {
      this.file = wanted.file();
      setFormatter(new LineFormatter(wanted.form() == Form.JSON));
    }

    @Override
    public void publish(LogRecord record) {
      try {
        write(getFormatter().format(record).getBytes(StandardCharsets.UTF_8));
      } catch (IOException | RuntimeException e) {
        reportError("The log cannot be written", e, java.util.logging.ErrorManager.WRITE_FAILURE);
      }
    }

    private synchronized void write(byte[] line) throws IOException {
      if (file.isPresent()) {
        Files.write(file.get(), line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } else {
        standard.write(line);
      }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
  }
}
