package dev.yizhan.runnable;

import dev.yizhan.gateway.config.StoreSettings;
import dev.yizhan.gateway.store.backup.Backup;
import dev.yizhan.gateway.store.backup.BackupFile;
import dev.yizhan.gateway.store.backup.Restore;
import dev.yizhan.gateway.store.backup.RestoreSummary;
import dev.yizhan.gateway.store.backup.SinceBackup;
import dev.yizhan.gateway.store.backup.Verification;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/**
 * Makes, verifies and restores backups of the configured store, and says what an operator must
 * know.
 */
final class StoreCommands {

  /** The operators and the vendors are there. */
  private static final DateTimeFormatter CHINA_TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'China time'")
          .withZone(ZoneId.of("Asia/Shanghai"));

  private final StoreSettings settings;
  private final PrintStream out;
  private final Clock clock;

  StoreCommands(StoreSettings settings, PrintStream out, Clock clock) {
    this.settings = settings;
    this.out = out;
    this.clock = clock;
  }

  /**
   * Runs a command.
   *
   * @return whether there is nothing to complain of
   */
  boolean run(CommandLine command) {
    return switch (command.action()) {
      case BACKUP -> backup(path(command, CommandLine.TO));
      case VERIFY -> verify(BackupFile.of(path(command, CommandLine.FROM)));
      case RESTORE -> restore(since(command), BackupFile.of(path(command, CommandLine.FROM)));
      default -> throw new IllegalArgumentException(command.action() + " does not use the store");
    };
  }

  private static Path path(CommandLine command, String option) {
    return Path.of(command.arguments().getOrDefault(option, ""));
  }

  private static SinceBackup since(CommandLine command) {
    if (!command.arguments().containsKey(CommandLine.NOTHING_SINCE)) {
      return new SinceBackup.Anything(refusal(command));
    }
    if (command.arguments().containsKey(CommandLine.REFUSE_REPEATS_FOR)) {
      throw new CommandLine.UsageException(
          "--"
              + CommandLine.NOTHING_SINCE
              + " and --"
              + CommandLine.REFUSE_REPEATS_FOR
              + " exclude each other");
    }
    return new SinceBackup.Nothing();
  }

  private static Duration refusal(CommandLine command) {
    String given = command.arguments().getOrDefault(CommandLine.REFUSE_REPEATS_FOR, "PT0S");
    try {
      Duration refusal = Duration.parse(given);
      if (!refusal.isNegative()) {
        return refusal;
      }
    } catch (DateTimeParseException e) {
      // The same error.
    }
    throw new CommandLine.UsageException(
        "--" + CommandLine.REFUSE_REPEATS_FOR + " must be a duration such as PT15M, not " + given);
  }

  private boolean backup(Path file) {
    BackupFile made = Backup.make(settings.location(), file, clock);
    Verification found = Verification.of(made, settings.keys());
    out.println(
        "The backup "
            + file
            + " of "
            + settings.location()
            + " is complete. It needs a copy of the"
            + " encryption keys, which it does not contain");
    return report(found);
  }

  private boolean verify(BackupFile backup) {
    return report(Verification.of(backup, settings.keys()));
  }

  private boolean report(Verification found) {
    out.println(
        "It was made at "
            + text(found.madeAt())
            + ", has store version "
            + found.version()
            + " and "
            + found.submissions()
            + " submissions");
    found.values().forEach((kind, count) -> out.println("Encrypted " + kind + ": " + count.all()));
    found.errors().forEach(error -> out.println("ERROR: " + error));
    out.println(
        found.errors().isEmpty()
            ? "No error was found"
            : "It has errors: do not rely on this backup");
    return found.errors().isEmpty();
  }

  private boolean restore(SinceBackup since, BackupFile backup) {
    RestoreSummary summary = Restore.run(backup, settings.location(), since, clock);
    out.println(
        "The backup made at " + text(summary.madeAt()) + " was restored to " + settings.location());
    if (since instanceof SinceBackup.Anything anything) {
      reportLostTime(summary, anything);
    } else {
      out.println(
          summary.unknownSubmissions() + " submissions were being sent, and are UNKNOWN now");
      out.println(summary.waitingSubmissions() + " submissions wait and will be sent");
    }
    return true;
  }

  private void reportLostTime(RestoreSummary summary, SinceBackup.Anything since) {
    out.println("The gateway knows nothing of what happened since then");
    out.println(
        summary.unknownSubmissions()
            + " submissions have recipients that waited then. They may have been sent since, are"
            + " UNKNOWN now, and are listed as problems (UNKNOWN_DELIVERY): settle them");
    out.println(
        summary.waitingSubmissions()
            + " submissions wait for a later time and will be sent. Cancellations since then are"
            + " forgotten: cancel them again");
    out.println(
        "Reports and inbound messages since then are lost here. Ask the vendors for them"
            + " (POLL_IN_DOUBT): accounts "
            + (summary.accounts().isEmpty() ? "none" : String.join(", ", summary.accounts())));
    out.println(
        since.refusal().isZero()
            ? "Request ids since then are forgotten: a repeated request would be sent again"
            : "Until "
                + text(summary.restoredAt().plus(since.refusal()))
                + " request ids that the store does not know are refused (STORE_IN_DOUBT)");
    out.println(
        "Suspended channels, skipped records, settlements, quotas and changed passwords of accounts"
            + " are as they were then. See docs/operations.md");
  }

  private static String text(Instant time) {
    return CHINA_TIME.format(time);
  }
}
