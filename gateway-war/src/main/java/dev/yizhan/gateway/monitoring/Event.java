package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.submission.Recipient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A line of the event log: a name and fields. Phone numbers are masked; message texts, passwords
 * and requests to vendors do not occur.
 */
final class Event {

  private static final int MAX_NUMBERS = 3;
  private static final int MAX_LENGTH = 200;

  private final String name;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  Event(String name) {
    this.name = name;
  }

  /** Replaces line ends and control characters, and cuts at 200 characters. */
  Event with(String field, Object value) {
    fields.put(
        field, value instanceof Integer || value instanceof Long ? value : safe(value.toString()));
    return this;
  }

  private static String safe(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ");
    return line.length() <= MAX_LENGTH ? line : line.substring(0, MAX_LENGTH) + "…";
  }

  /** Adds their count, and the first three masked. */
  Event recipients(List<Recipient> recipients) {
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

  /** Integers, longs and strings, in the order in which they were added. */
  Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** One line: the name, then each field as {@code name=value}. */
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
