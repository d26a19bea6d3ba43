package dev.yizhan.runnable;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param properties settings that take precedence over all others
 * @param arguments the other options of the command, without the dashes
 */
record CommandLine(Action action, Map<String, String> properties, Map<String, String> arguments) {

  static final String TO = "to";
  static final String FROM = "from";
  static final String REFUSE_REPEATS_FOR = "refuse-repeats-for";

  /** Without a value. */
  static final String NOTHING_SINCE = "nothing-since";

  static final String HELP =
      """
      Usage: java -Dyizhan.config=FILE -jar yizhan.jar [COMMAND] [OPTIONS]

      Commands:
        run             start the gateway (the default)
        hash-password   read a password from standard input and print its hash
        backup          copy the store to a file, while gateways run on it
        verify          read a backup from the first byte to the last, and list its errors
        restore         make a store of a backup, where there is none
        archive-classes start a gateway of its own, call it and end: with
                        -XX:ArchiveClassesAtExit=FILE before -jar, the classes are written,
                        and -XX:SharedArchiveFile=FILE makes later starts faster
        help            print this

      Options:
        --config FILE   the configuration, as -Dyizhan.config (run, backup, verify, restore)
        --port PORT     the port to listen on, as -Dyizhan.server.port (run)
        --to FILE       the new file (backup)
        --from FILE     the backup (verify, restore)
        --refuse-repeats-for DURATION
                        after this restore, refuse request ids that the store does not know,
                        for example for PT15M: they may be repeats of forgotten requests (restore)
        --nothing-since no gateway has run on the store since before the backup: the store is moved,
                        and what waits is sent (restore)
      """;

  private static final String CONFIG = "--config";
  private static final Map<String, String> PROPERTIES =
      Map.of(CONFIG, "yizhan.config", "--port", "yizhan.server.port");

  /** The commands. */
  enum Action {
    RUN("run"),
    HASH_PASSWORD("hash-password"),
    BACKUP("backup"),
    VERIFY("verify"),
    RESTORE("restore"),
    ARCHIVE_CLASSES("archive-classes"),
    HELP("help");

    private final String command;

    Action(String command) {
      this.command = command;
    }

    private static Action of(String command) {
      return Arrays.stream(values())
          .filter(action -> action.command.equals(command))
          .findAny()
          .orElseThrow(() -> new UsageException(command + " is no command"));
    }
  }

  /** Options without which a command cannot run. */
  private static final Map<Action, String> REQUIRED =
      Map.of(Action.BACKUP, TO, Action.VERIFY, FROM, Action.RESTORE, FROM);

  private static final Map<Action, Set<String>> OPTIONAL =
      Map.of(
          Action.RUN, Set.of(CONFIG, "--port"),
          Action.BACKUP, Set.of(CONFIG),
          Action.VERIFY, Set.of(CONFIG),
          Action.RESTORE, Set.of(CONFIG, "--" + REFUSE_REPEATS_FOR, "--" + NOTHING_SINCE));

  /** The command line cannot be read. */
  static final class UsageException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
      super(message);
    }
  }

  static CommandLine parse(List<String> given) {
    Deque<String> left = new ArrayDeque<>(given);
    String first = left.isEmpty() ? "run" : left.peek();
    if (first.equals("--help") || first.equals("-h")) {
      return new CommandLine(Action.HELP, Map.of(), Map.of());
    }
    Action action = Action.RUN;
    if (!first.startsWith("-")) {
      action = Action.of(first);
      left.poll();
    }
    Map<String, String> properties = new HashMap<>();
    Map<String, String> arguments = new HashMap<>();
    while (!left.isEmpty()) {
      String option = left.remove();
      if (!OPTIONAL.getOrDefault(action, Set.of()).contains(option)
          && !option.equals("--" + REQUIRED.get(action))) {
        throw new UsageException(option + " is no option of " + action.command);
      }
      if (option.equals("--" + NOTHING_SINCE)) {
        arguments.put(NOTHING_SINCE, "");
        continue;
      }
      if (left.isEmpty()) {
        throw new UsageException(option + " needs a value");
      }
      String property = PROPERTIES.get(option);
      if (property == null) {
        arguments.put(option.substring(2), left.remove());
      } else {
        properties.put(property, left.remove());
      }
    }
    String required = REQUIRED.get(action);
    if (required != null && !arguments.containsKey(required)) {
      throw new UsageException(action.command + " needs --" + required + " FILE");
    }
    return new CommandLine(action, Map.copyOf(properties), Map.copyOf(arguments));
  }
}
