package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.channel.QuietHours;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The fields of a form, or the parameters of an address: UTF-8, the first of each name. */
final class Form {

  private final Map<String, String> fields;

  private Form(Map<String, String> fields) {
    this.fields = fields;
  }

  /** Reads {@code application/x-www-form-urlencoded}; what is not well-formed is left out. */
  static Form of(String encoded) {
    Map<String, String> fields = new LinkedHashMap<>();
    for (String pair : encoded.split("&", -1)) {
      int equals = pair.indexOf('=');
      Optional<String> name = decoded(pair.substring(0, Math.max(0, equals)));
      Optional<String> value = decoded(pair.substring(equals + 1));
      if (equals > 0 && name.isPresent() && value.isPresent()) {
        fields.putIfAbsent(name.get(), value.get());
      }
    }
    return new Form(fields);
  }

  private static Optional<String> decoded(String text) {
    try {
      return Optional.of(URLDecoder.decode(text, StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** A field without blanks around it; an empty one is none. */
  Optional<String> find(String name) {
    return raw(name).map(String::strip).filter(value -> !value.isEmpty());
  }

  /** A field as it was given. */
  Optional<String> raw(String name) {
    return Optional.ofNullable(fields.get(name));
  }

  /** A time of a form, in China's time; empty if it is none. */
  static Optional<Instant> time(String text) {
    try {
      return text.isEmpty()
          ? Optional.empty()
          : Optional.of(LocalDateTime.parse(text).atZone(QuietHours.CHINA).toInstant());
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /** A query of these names and values; empty values are left out. */
  static String query(String... namesAndValues) {
    StringBuilder query = new StringBuilder();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      if (!namesAndValues[i + 1].isEmpty()) {
        query
            .append(query.isEmpty() ? '?' : '&')
            .append(namesAndValues[i])
            .append('=')
            .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
      }
    }
    return query.toString();
  }
}
