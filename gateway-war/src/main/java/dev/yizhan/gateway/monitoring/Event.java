package dev.yizhan.gateway.monitoring;

import dev.yizhan.gateway.core.submission.Recipient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Something that happened, for a line of the log: its name, and what there is to say of it. Numbers
 * are masked; texts, passwords and what vendors are sent do not occur.
 */
final class Event {

  private static final int MOST_NUMBERS = 3;
  private static final int LONGEST = 200;

  private final String name;
  private final Map<String, Object> fields = new LinkedHashMap<>();

  Event(String name) {
    this.name = name;
  }

  /** Whatever it was, nobody writes a line of his own with it, or a long one. */
  Event with(String field, Object value) {
    fields.put(
        field, value instanceof Integer || value instanceof Long ? value : safe(value.toString()));
    return this;
  }

  private static String safe(String text) {
    String line = text.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}]", " ");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
  }

  /** How many, and the first of them, masked. */
  Event to(List<Recipient> recipients) {
    return with("recipients", recipients.size())
        .with(
            "numbers",
            recipients.stream()
                    .limit(MOST_NUMBERS)
                    .map(recipient -> recipient.number().toString())
                    .collect(Collectors.joining(","))
                + (recipients.size() > MOST_NUMBERS ? ",…" : ""));
  }

  String name() {
    return name;
  }

  /** Numbers, and what is written as text, in order. */
  Map<String, Object> fields() {
    return Collections.unmodifiableMap(fields);
  }

  /** In one line: the name, then each field as {@code name=value}. */
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
