package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.submission.Recipient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * An event for one line of the log: a name and fields. Phone numbers are masked; message texts,
 * passwords and requests to vendors are never fields.
 */
final class LogEvent {

  private static final int MAX_NUMBERS = 3;
  private static final int MAX_CHARS = 200;

  private final String name;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  LogEvent(String name) {
    this.name = name;
  }

  /** Text is cut to 200 characters, and stripped of what could forge a second line. */
  LogEvent with(String field, Object value) {
    fields.put(
        field,
        value instanceof Integer || value instanceof Long ? value : sanitized(value.toString()));
    return this;
  }

  private static String sanitized(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ");
    return line.length() <= MAX_CHARS ? line : line.substring(0, MAX_CHARS) + "…";
  }

  /** Adds how many recipients there are, and the first three numbers, masked. */
  LogEvent to(List<Recipient> recipients) {
    return with("recipients", recipients.size())
        .with(
            "numbers",
            recipients.stream()
                    .limit(MAX_NUMBERS)
                    .map(recipient -> recipient.number().toString())
                    .collect(Collectors.joining(","))
                + (recipients.size() > MAX_NUMBERS ? ",…" : ""));
  }

  String name() {
    return name;
  }

  /** In the order in which they were added; each value is an Integer, a Long or a String. */
  Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** {@code called channel=winic meaning="no money"}. */
  @Override
  public String toString() {
    StringBuilder line = new StringBuilder(name);
    fields.forEach(
        (field, value) -> {
          String text = String.valueOf(value);
          line.append(' ').append(field).append('=');
          line.append(text.matches("[^\\s\"=]+") ? text : '"' + text.replace('"', '\'') + '"');
        });
    return line.toString();
  }
}
