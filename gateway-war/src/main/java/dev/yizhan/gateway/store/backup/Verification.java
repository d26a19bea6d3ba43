package dev.yizhan.gateway.store.backup;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.store.EncryptedValues;
import dev.yizhan.gateway.store.KeyRing;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.SqliteFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a backup holds, and what is wrong with it.
 *
 * @param madeAt when it was made
 * @param version the version of its tables
 * @param submissions how many it has
 * @param values its encrypted values, by kind
 * @param errors in plain words; empty if it can be restored whole
 */
public record Verification(
    Instant madeAt,
    String version,
    long submissions,
    Map<String, EncryptedValues.Count> values,
    List<String> errors) {

  /** Rows that belong to a row that is missing. */
  private static final Map<String, String> ORPHANS =
      Map.of(
          "deliveries without their submission",
          "SELECT COUNT(*) FROM delivery d WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE s.id ="
              + " d.submission_id)",
          "calls without their submission",
          "SELECT COUNT(*) FROM vendor_call c WHERE NOT EXISTS (SELECT 1 FROM submission s WHERE"
              + " s.id = c.submission_id)");

  /**
   * Reads a backup from the first byte to the last, as restoring it would: the database file with
   * its indices, the rows that belong together, and each encrypted value.
   *
   * @param keys those with which the gateway would run on it
   * @throws StoreException if the file is no backup
   */
  public static Verification of(BackupFile backup, KeyRing keys) {
    List<String> errors = new ArrayList<>(backup.errors("integrity_check"));
    try (Connection connection = SqliteFile.openReadOnly(backup.path())) {
      Session session = new Session(connection);
      for (Map.Entry<String, String> orphans : ORPHANS.entrySet()) {
        long count = count(session, orphans.getValue());
        if (count > 0) {
          errors.add(count + " " + orphans.getKey());
        }
      }
      Map<String, EncryptedValues.Count> values = EncryptedValues.check(connection, keys);
      values.forEach(
          (kind, count) -> {
            if (count.unreadable() > 0) {
              errors.add(
                  count.unreadable()
                      + " of "
                      + count.all()
                      + " "
                      + kind
                      + " cannot be decrypted with the configured keys");
            }
          });
      return new Verification(
          BackupFile.madeAt(session),
          BackupFile.version(session).orElse("unknown"),
          count(session, "SELECT COUNT(*) FROM submission"),
          values,
          List.copyOf(errors));
    } catch (SQLException e) {
      throw new StoreException(
          "The backup " + backup.path() + " cannot be read: " + String.join("; ", errors), e);
    }
  }

  private static long count(Session session, String sql) throws SQLException {
    return session.queryFirst(row -> row.getLong(1), sql).orElse(0L);
  }
}
