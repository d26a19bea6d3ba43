package dev.yizhan.runnable;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What the command line asks for.
 *
 * @param properties settings that take precedence over all others
 */
record CommandLine(Action action, Map<String, String> properties) {

  static final String HELP =
      """
      Usage: java -Dyizhan.config=FILE -jar yizhan.jar [COMMAND] [OPTIONS]

      Commands:
        run             start the gateway (the default)
        hash-password   read a password from standard input and print its hash
        archive-classes start a gateway of its own, call it and end: with
                        -XX:ArchiveClassesAtExit=FILE before -jar, the classes are written,
                        and -XX:SharedArchiveFile=FILE makes later starts faster
        help            print this

      Options of run:
        --config FILE   the configuration, as -Dyizhan.config
        --port PORT     the port to listen on, as -Dyizhan.server.port
      """;

  private static final Map<String, Action> ACTIONS =
      Map.of(
          "run", Action.RUN,
          "hash-password", Action.HASH_PASSWORD,
          "archive-classes", Action.ARCHIVE_CLASSES,
          "help", Action.HELP);
  private static final Map<String, String> OPTIONS =
      Map.of("--config", "yizhan.config", "--port", "yizhan.server.port");

  enum Action {
    RUN,
    HASH_PASSWORD,
    ARCHIVE_CLASSES,
    HELP
  }

  /** The command line cannot be read. */
  static final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static CommandLine parse(List<String> arguments) {
    Deque<String> left = new ArrayDeque<>(arguments);
    String first = left.isEmpty() ? "run" : left.peek();
    if (first.equals("--help") || first.equals("-h")) {
      return new CommandLine(Action.HELP, Map.of());
    }
    Action action = Action.RUN;
    if (!first.startsWith("-")) {
      action = ACTIONS.get(first);
      if (action == null) {
        throw new UsageException(first + " is no command");
      }
      left.poll();
    }
    Map<String, String> properties = new HashMap<>();
    while (!left.isEmpty()) {
      String option = left.remove();
      String property = action == Action.RUN ? OPTIONS.get(option) : null;
      if (property == null) {
        throw new UsageException(option + " is no option here");
      }
      if (left.isEmpty()) {
        throw new UsageException(option + " needs a value");
      }
      properties.put(property, left.remove());
    }
    return new CommandLine(action, Map.copyOf(properties));
  }
}
