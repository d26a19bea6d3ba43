package dev.yizhan.gateway.monitoring;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.logging.Formatter;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/** Formats a record as one line of text or JSON, its line breaks and stack trace included. */
final class LineFormatter extends Formatter {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
  private static final String LINE_BREAKS = "[\\p{Cntrl}\\p{Zl}\\p{Zp}]+\\s*";

  private final boolean json;

  LineFormatter(boolean json) {
    this.json = json;
  }

  @Override
  public String format(LogRecord record) {
    return (json ? json(record) : plain(record)) + "\n";
  }

  private String plain(LogRecord record) {
    return TIME.format(record.getInstant())
        + " "
        + record.getLevel().getName()
        + " "
        + name(record)
        + ": "
        + (formatMessage(record) + trace(record.getThrown()).replaceFirst("^(?=.)", " | "))
            .replaceAll(LINE_BREAKS, " | ");
  }

  private String json(LogRecord record) {
    JsonObjectBuilder line =
        Json.createObjectBuilder()
            .add("time", TIME.format(record.getInstant()))
            .add("level", record.getLevel().getName())
            .add("logger", name(record));
    Object @Nullable [] parameters = record.getParameters();
    if (parameters != null && parameters.length == 1 && parameters[0] instanceof LogEvent event) {
      line.add("event", event.name());
      event
          .fields()
          .forEach(
              (name, value) -> {
                if (value instanceof Integer || value instanceof Long) {
                  line.add(name, ((Number) value).longValue());
                } else {
                  line.add(name, String.valueOf(value));
                }
              });
    } else {
      line.add("message", formatMessage(record));
    }
    String trace = trace(record.getThrown());
    if (!trace.isEmpty()) {
      line.add("exception", trace);
    }
    return line.build().toString();
  }

  private static String name(LogRecord record) {
    return String.valueOf(record.getLoggerName());
  }

  private static String trace(@Nullable Throwable thrown) {
    if (thrown == null) {
      return "";
    }
    StringWriter trace = new StringWriter();
    thrown.printStackTrace(new PrintWriter(trace));
    return trace.toString().strip();
  }
}
