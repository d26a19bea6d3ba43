package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.account.PasswordStore;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

final class SqlPasswords implements PasswordStore {

  private final GroupCommit writer;
  private final StoreReader reader;
  private final KeyRing keys;

  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  private record Row(
      String account,
      byte[] configured,
      byte @Nullable [] current,
      byte @Nullable [] candidate,
      Instant changedAt) {}

  SqlPasswords(GroupCommit writer, StoreReader reader, KeyRing keys) {
    this.writer = writer;
    this.reader = reader;
    this.keys = keys;
  }

  @Override
  public List<StoredPassword> find(Map<String, String> configured) {
    List<StoredPassword> found = new ArrayList<>();
    for (Row row : reader.read(SqlPasswords::rows)) {
      String password = configured.get(row.account());
      if (password != null && isCurrent(row, password)) {
        found.add(
            new StoredPassword(
                row.account(),
                decrypt(row.account(), row.current()),
                decrypt(row.account(), row.candidate()),
                row.changedAt()));
      }
    }
    return found;
  }

  private static List<Row> rows(Session session) throws SQLException {
    return session.query(
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

  private boolean isCurrent(Row row, String configured) {
    return decrypt(row.account(), row.configured()).filter(configured::equals).isPresent();
  }

  private Optional<String> decrypt(String account, byte @Nullable [] encrypted) {
    return encrypted == null
        ? Optional.empty()
        : Optional.of(
            new String(keys.decrypt(encrypted, context(account)), StandardCharsets.UTF_8));
  }

  private byte[] encrypt(String account, String password) {
    return keys.encrypt(password.getBytes(StandardCharsets.UTF_8), context(account));
  }

  private static String context(String account) {
    return "password " + account;
  }

  @Override
  public void reencrypt(Instant now) {
    writer.write(
        session -> {
          for (Row row : rows(session)) {
            // Another node may have changed the row in the meantime.
            session.update(
                "UPDATE account_password SET configured = ?, current = ?, candidate = ?, written_at"
                    + " = ? WHERE account = ? AND changed_at = ?",
                reencrypted(row.account(), row.configured()).orElseThrow(),
                reencrypted(row.account(), row.current()),
                reencrypted(row.account(), row.candidate()),
                now.toEpochMilli(),
                row.account(),
                row.changedAt().toEpochMilli());
          }
          return 0;
        });
  }

  private Optional<byte[]> reencrypted(String account, byte @Nullable [] encrypted) {
    return decrypt(account, encrypted).map(password -> encrypt(account, password));
  }

  @Override
  public boolean addCandidate(String account, String configured, String candidate, Instant now) {
    byte[] encryptedConfigured = encrypt(account, configured);
    byte[] encryptedCandidate = encrypt(account, candidate);
    return writer.write(
        session -> {
          if (row(session, account).filter(row -> !isCurrent(row, configured)).isPresent()) {
            session.update("DELETE FROM account_password WHERE account = ?", account);
          }
          return session.update(
                  "INSERT INTO account_password (account, configured, candidate, changed_at,"
                      + " written_at) VALUES (?, ?, ?, ?, ?) ON CONFLICT (account) DO UPDATE SET"
                      + " candidate = excluded.candidate, changed_at = excluded.changed_at WHERE"
                      + " account_password.candidate IS NULL",
                  account,
                  encryptedConfigured,
                  encryptedCandidate,
                  now.toEpochMilli(),
                  now.toEpochMilli())
              > 0;
        });
  }

  @Override
  public boolean settle(StoredPassword stored, boolean isValid, Instant now) {
    return writer.write(
        session ->
            session.update(
                    "UPDATE account_password SET current = "
                        + (isValid ? "candidate" : "current")
                        + ", candidate = NULL, changed_at = ? WHERE account = ? AND changed_at = ?"
                        + " AND candidate IS NOT NULL",
                    now.toEpochMilli(),
                    stored.account(),
                    stored.changedAt().toEpochMilli())
                > 0);
  }

  @Override
  public void accept(String account, String password, Instant now) {
    byte[] encrypted = encrypt(account, password);
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
