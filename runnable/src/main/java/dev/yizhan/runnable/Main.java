package dev.yizhan.runnable;

import dev.yizhan.gateway.boot.Boot;
import dev.yizhan.gateway.config.ConfigurationException;
import dev.yizhan.gateway.config.LiveConfiguration;
import dev.yizhan.gateway.config.ServerSources;
import dev.yizhan.gateway.config.StoreSettings;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.security.HashPassword;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;

/** {@code java -jar yizhan.jar}: starts the gateway, or does one of its other commands. */
public final class Main {

  /** As in {@code sysexits.h}; the systemd unit does not restart after this one. */
  private static final int CONFIGURATION_ERROR = 78;

  private static final int USAGE_ERROR = 2;
  private static final int FAILURE = 1;

  private Main() {}

  /**
   * Runs until the process is asked to end.
   *
   * @param arguments see {@link CommandLine}
   */
  public static void main(String[] arguments) throws IOException {
    PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
    try {
      run(CommandLine.parse(List.of(arguments)));
    } catch (CommandLine.UsageException e) {
      err.println(e.getMessage());
      err.println();
      err.print(CommandLine.HELP);
      System.exit(USAGE_ERROR);
    }
  }

  private static void run(CommandLine command) throws IOException {
    command.properties().forEach(System::setProperty);
    switch (command.action()) {
      case RUN -> start();
      case HASH_PASSWORD -> HashPassword.main(new String[0]);
      case BACKUP, VERIFY, RESTORE -> runOnStore(command);
      case ARCHIVE_CLASSES -> Rehearsal.run(ProcessLog.start());
      case HELP ->
          new PrintStream(System.out, true, StandardCharsets.UTF_8).print(CommandLine.HELP);
    }
  }

  /** Not before the process's log is set up. */
  private static System.Logger log() {
    return System.getLogger(Main.class.getName());
  }

  private static void start() {
    ProcessLog log = ProcessLog.start();
    orHalt(
        "The gateway cannot start",
        () -> {
          LiveConfiguration configuration =
              new LiveConfiguration(ServerSources.find(), Clock.systemUTC());
          GatewayServer server =
              GatewayServer.start(
                  configuration.current().server(), new Boot(() -> configuration, log.output()));
          Runtime.getRuntime().addShutdownHook(new Thread(server::stop, "yizhan-stop"));
          server
              .doors()
              .forEach(line -> log().log(System.Logger.Level.INFO, "Front door {0}", line));
          log()
              .log(System.Logger.Level.INFO, "Yizhan is ready at {0}", server.address().toString());
        });
  }

  private static void runOnStore(CommandLine command) {
    ProcessLog unused = ProcessLog.start();
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    orHalt(
        "Nothing was done",
        () -> {
          StoreSettings settings = StoreSettings.read(ServerSources.find());
          if (!new StoreCommands(settings, out, Clock.systemUTC()).run(command)) {
            Runtime.getRuntime().halt(FAILURE);
          }
        });
  }

  private static void orHalt(String failure, Runnable work) {
    try {
      work.run();
    } catch (CommandLine.UsageException e) {
      throw e;
    } catch (ConfigurationException e) {
      String.valueOf(e.getMessage())
          .lines()
          .forEach(line -> log().log(System.Logger.Level.ERROR, "{0}", line));
      Runtime.getRuntime().halt(CONFIGURATION_ERROR);
    } catch (IllegalStateException | StoreException e) {
      log().log(System.Logger.Level.ERROR, failure + ": {0}", reasons(e));
      Runtime.getRuntime().halt(FAILURE);
    } catch (RuntimeException | Error e) {
      log().log(System.Logger.Level.ERROR, failure, e);
      Runtime.getRuntime().halt(FAILURE);
    }
  }

  /** The messages of an error and its causes, without those that repeat another one. */
  static String reasons(Throwable error) {
    String reasons = String.valueOf(error.getMessage());
    for (Throwable cause = error.getCause(); cause != null; cause = cause.getCause()) {
      String message = cause.getMessage();
      if (message != null && !reasons.contains(message)) {
        reasons += "; " + message;
      }
    }
    return reasons;
  }
}
