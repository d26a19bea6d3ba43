package dev.yizhan.gateway.store.sql;

import dev.yizhan.gateway.core.fault.StoreException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/**
 * The versions of the store's tables. The files {@code flyway.location} are for Open Liberty: its
 * class loader lists no folders, so Flyway looks for a file of this name. It does so in its folder
 * of callbacks, too, which has nothing else, and logs an error without the file.
 */
public final class Migrations {

  private static final String FOLDER = "db/migration";
  private static final int CONNECT_RETRIES = 6;
  private static final int CONNECT_RETRY_SECONDS = 5;

  private final Database database;
  private final Flyway flyway;

  private Migrations(Database database, ClassLoader loader) {
    this.database = database;
    this.flyway =
        Flyway.configure(loader)
            .dataSource(database.migrationSource())
            .locations("classpath:" + FOLDER)
            .placeholders(database.placeholders())
            .connectRetries(database.isExclusive() ? 0 : CONNECT_RETRIES)
            .connectRetriesInterval(CONNECT_RETRY_SECONDS)
            .load();
  }

  /**
   * Brings the tables to the newest version that the class loader has.
   *
   * @throws StoreException if there is no migration, the tables are newer, or a migration fails; in
   *     the first two cases nothing was changed
   */
  public static void apply(Database database, ClassLoader loader) {
    try {
      Migrations migrations = new Migrations(database, loader);
      MigrationVersion unused = migrations.check();
      migrations.flyway.migrate();
    } catch (FlywayException e) {
      throw new StoreException("The " + database.label() + " store cannot be migrated", e);
    }
  }

  /**
   * Checks that the tables have the newest version that the class loader has, and changes nothing.
   *
   * @throws StoreException if they have another one
   */
  public static void requireNewest(Database database, ClassLoader loader) {
    try {
      Migrations migrations = new Migrations(database, loader);
      MigrationVersion known = migrations.check();
      MigrationVersion stored =
          newest(migrations.flyway.info().all(), false).orElse(MigrationVersion.EMPTY);
      if (!stored.equals(known)) {
        throw new StoreException(
            "The "
                + database.label()
                + " store has version "
                + stored
                + ", not version "
                + known
                + " of this program. Nothing was changed. Use the version of Yizhan that runs on the"
                + " store",
            new IllegalStateException("store version " + stored));
      }
    } catch (FlywayException e) {
      throw new StoreException("The " + database.label() + " store cannot be read", e);
    }
  }

  /** Returns the newest version that the class loader has. */
  private MigrationVersion check() {
    MigrationInfo[] all = flyway.info().all();
    MigrationVersion known =
        newest(all, true)
            .orElseThrow(
                () ->
                    new StoreException(
                        "No migration found: the class loader of this server shows none in "
                            + FOLDER
                            + " of the WAR. The store was not opened. Deploy the WAR unchanged, or"
                            + " report the server and its version",
                        new IllegalStateException("no migration in " + FOLDER)));
    MigrationVersion stored = newest(all, false).orElse(known);
    if (stored.isNewerThan(known)) {
      throw new StoreException(
          "The "
              + database.label()
              + " store has version "
              + stored
              + " and this gateway knows up to version "
              + known
              + ": a newer gateway has migrated it. Nothing was changed. Start the newer gateway, or"
              + " restore the backup made before the upgrade",
          new IllegalStateException("store version " + stored));
    }
    return known;
  }

  /** The newest version that the WAR has, or that was applied to the store. */
  private static Optional<MigrationVersion> newest(MigrationInfo[] all, boolean isInWar) {
    return Arrays.stream(all)
        .filter(each -> isInWar ? each.getState().isResolved() : each.getState().isApplied())
        .flatMap(each -> Optional.ofNullable(each.getVersion()).stream())
        .max(Comparator.naturalOrder());
  }
}
