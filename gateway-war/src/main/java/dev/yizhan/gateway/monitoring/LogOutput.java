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

/** Where the gateway's own lines go: to the server's log, or in a form of ours past it. */
public final class LogOutput implements AutoCloseable {

  /** Forms of lines. */
  public enum Form {
    /** What the server makes of them. */
    SERVER,
    /** Time, level, logger, message. */
    PLAIN,
    /** A JSON object. */
    JSON
  }

  /**
   * How it is wanted.
   *
   * @param form of the lines
   * @param file where they go; empty for standard output
   */
  public record Wanted(Form form, Optional<Path> file) {}

  /** Kept here, since the log manager forgets loggers that nobody keeps. */
  private final Logger logger = Logger.getLogger("dev.yizhan");

  private Wanted wanted = new Wanted(Form.SERVER, Optional.empty());
  private @Nullable Handler handler;

  /** Leaves the lines to the server. */
  public LogOutput() {}

  /**
   * From now on.
   *
   * @param next how it is wanted
   */
  public synchronized void use(Wanted next) {
    if (!next.equals(wanted)) {
      Handler before = handler;
      handler = next.form() == Form.SERVER ? null : new Lines(next);
      if (handler != null) {
        logger.addHandler(handler);
      }
      logger.setUseParentHandlers(handler == null);
      if (before != null) {
        logger.removeHandler(before);
        before.close();
      }
      wanted = next;
    }
  }

  @Override
  public synchronized void close() {
    use(new Wanted(Form.SERVER, Optional.empty()));
  }

  /** Opens the file for each line, so that it can be moved away at any time. */
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
