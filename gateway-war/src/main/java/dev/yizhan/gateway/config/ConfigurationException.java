package dev.yizhan.gateway.config;

import java.util.List;

/** The configuration has errors; the gateway does not start. */
public final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String errors;

  ConfigurationException(List<String> errors) {
    super("The gateway's configuration has errors:\n  " + String.join("\n  ", errors));
    this.errors = String.join("; ", errors);
  }

  /** All of them, in one line. */
  String errors() {
    return errors;
  }
}
