package dev.yizhan.demo;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The demo's options, each as {@code --name=value}.
 *
 * @param payara the jar of Payara Micro
 * @param gateway the gateway's WAR
 * @param sandbox the sandbox's WAR
 * @param data the directory for all files that the demo writes
 * @param port the gateway's, on 127.0.0.1
 * @param vendorPort the first vendor simulator's; the others have the ports after it
 */
record Options(Path payara, Path gateway, Path sandbox, Path data, int port, int vendorPort) {

  private static final int MOST_PORT = 65_000;

  static Options parse(List<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (!argument.startsWith("--") || equals < 0) {
        throw new IllegalArgumentException("options have the form --name=value: " + argument);
      }
      values.put(argument.substring(2, equals), argument.substring(equals + 1));
    }
    return new Options(
        file(values, "payara"),
        file(values, "gateway"),
        file(values, "sandbox"),
        Path.of(value(values, "data")).toAbsolutePath(),
        port(values, "port"),
        port(values, "vendor-port"));
  }

  private static String value(Map<String, String> values, String name) {
    String value = values.get(name);
    if (value == null || value.isEmpty()) {
      throw new IllegalArgumentException("--" + name + "=… is missing");
    }
    return value;
  }

  private static Path file(Map<String, String> values, String name) {
    Path file = Path.of(value(values, name)).toAbsolutePath();
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException("--" + name + " is not a file: " + file);
    }
    return file;
  }

  private static int port(Map<String, String> values, String name) {
    String text = value(values, name);
    try {
      int port = Integer.parseInt(text);
      if (port > 0 && port <= MOST_PORT) {
        return port;
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(name + " must be a port number: " + text, e);
    }
    throw new IllegalArgumentException(name + " must be from 1 to " + MOST_PORT + ": " + text);
  }
}
