package dev.yizhan.gateway.boot;

import java.util.List;

/** The configuration has mistakes; the gateway does not start. */
final class ConfigurationException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String mistakes;

  ConfigurationException(List<String> mistakes) {
    super("The gateway's configuration has mistakes:\n  " + String.join("\n  ", mistakes));
    this.mistakes = String.join("; ", mistakes);
  }

  /** All of them, in one line. */
  String mistakes() {
    return mistakes;
  }
}
