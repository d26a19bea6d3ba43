package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.account.PasswordStore;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changed passwords in SQL, encrypted. */
final class SqlPasswords implements PasswordStore {

  private final GroupCommit writer;
  private final Reader reader;
  private final KeyRing keys;

  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  private record Row(
      String account,
      byte[] configured,
      byte @Nullable [] current,
      byte @Nullable [] candidate,
      Instant changedAt) {}

  SqlPasswords(GroupCommit writer, Reader reader, KeyRing keys) {
    this.writer = writer;
    this.reader = reader;
    this.keys = keys;
  }

  @Override
  public List<Kept> all(Map<String, String> configured) {
    List<Kept> kept = new ArrayList<>();
    for (Row row : reader.read(SqlPasswords::rows)) {
      String password = configured.get(row.account());
      if (password != null && counts(row, password)) {
        kept.add(
            new Kept(
                row.account(),
                clear(row.account(), row.current()),
                clear(row.account(), row.candidate()),
                row.changedAt()));
      }
    }
    return kept;
  }

  private static List<Row> rows(Session session) throws SQLException {
    return session.list(
        row ->
            new Row(
                row.getString(1),
                row.getBytes(2),
                row.getBytes(3),
                row.getBytes(4),
                Instant.ofEpochMilli(row.getLong(5))),
        "SELECT account, configured, current, candidate, changed_at FROM account_password");
  }

  private static Optional<Row> row(Session session, String account) throws SQLException {
    return rows(session).stream().filter(row -> row.account().equals(account)).findFirst();
  }

  private boolean counts(Row row, String configured) {
    return clear(row.account(), row.configured()).filter(configured::equals).isPresent();
  }

  private Optional<String> clear(String account, byte @Nullable [] encrypted) {
    return encrypted == null
        ? Optional.empty()
        : Optional.of(new String(keys.decrypt(encrypted, place(account)), StandardCharsets.UTF_8));
  }

  private byte[] encrypted(String account, String password) {
    return keys.encrypt(password.getBytes(StandardCharsets.UTF_8), place(account));
  }

  private static String place(String account) {
    return "password " + account;
  }

  @Override
  public void renew(Instant now) {
    writer.write(
        session -> {
          for (Row row : rows(session)) {
            // Not over what another node has written meanwhile.
            session.update(
                "UPDATE account_password SET configured = ?, current = ?, candidate = ?, written_at ="
                    + " ? WHERE account = ? AND changed_at = ?",
                renewed(row.account(), row.configured()).orElseThrow(),
                renewed(row.account(), row.current()),
                renewed(row.account(), row.candidate()),
                now.toEpochMilli(),
                row.account(),
                row.changedAt().toEpochMilli());
          }
          return 0;
        });
  }

  private Optional<byte[]> renewed(String account, byte @Nullable [] encrypted) {
    return clear(account, encrypted).map(password -> encrypted(account, password));
  }

  @Override
  public boolean begin(String account, String configured, String candidate, Instant now) {
    byte[] known = encrypted(account, configured);
    byte[] encrypted = encrypted(account, candidate);
    return writer.write(
        session -> {
          if (row(session, account).filter(row -> !counts(row, configured)).isPresent()) {
            session.update("DELETE FROM account_password WHERE account = ?", account);
          }
          return session.update(
                  "INSERT INTO account_password (account, configured, candidate, changed_at,"
                      + " written_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET"
                      + " candidate = excluded.candidate, changed_at = excluded.changed_at WHERE"
                      + " account_password.candidate IS NULL",
                  account,
                  known,
                  encrypted,
                  now.toEpochMilli(),
                  now.toEpochMilli())
              > 0;
        });
  }

  @Override
  public boolean settled(Kept kept, boolean counts, Instant now) {
    return writer.write(
        session ->
            session.update(
                    "UPDATE account_password SET current = "
                        + (counts ? "candidate" : "current")
                        + ", candidate = NULL, changed_at = ? WHERE account = ? AND changed_at = ?"
                        + " AND candidate IS NOT NULL",
                    now.toEpochMilli(),
                    kept.account(),
                    kept.changedAt().toEpochMilli())
                > 0);
  }

  @Override
  public void taken(String account, String password, Instant now) {
    byte[] encrypted = encrypted(account, password);
    writer.write(
        session ->
            session.update(
                "UPDATE account_password SET current = ?, candidate = NULL, changed_at = ? WHERE"
                    + " account = ?",
                encrypted,
                now.toEpochMilli(),
                account));
  }
}
