package dev.yizhan.gateway.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All encrypted values of a store, each with the context under which it was encrypted. */
public final class EncryptedValues {

  private static final int ROWS = 1000;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("texts of submissions", "SELECT content, 'submission ' || id FROM submission"),
          new Column(
              "texts of recipients",
              "SELECT text, 'submission ' || submission_id || ' recipient ' || position FROM delivery"
                  + " WHERE text IS NOT NULL"),
          new Column(
              "inbound messages",
              "SELECT content, 'record ' || id FROM record WHERE content IS NOT NULL"),
          new Column(
              "vendors' answers",
              "SELECT answer, 'poll ' || id FROM poll WHERE answer IS NOT NULL"),
          new Column(
              "broken records",
              "SELECT content, 'broken record ' || poll || ' ' || place FROM broken_record"),
          new Column(
              "passwords of accounts",
              "SELECT configured, 'password ' || account FROM account_password"));

  private EncryptedValues() {}

  private record Column(String label, String select) {}

  /**
   * How many values of a kind there are.
   *
   * @param unreadable how many of them the keys do not decrypt
   */
  public record Count(long all, long unreadable) {}

  /** Decrypts each value of a store once, and forgets it. */
  public static Map<String, Count> check(Connection store, KeyRing keys) throws SQLException {
    Map<String, Count> counts = new LinkedHashMap<>();
    for (Column column : COLUMNS) {
      counts.put(column.label(), check(store, keys, column));
    }
    return counts;
  }

  private static Count check(Connection store, KeyRing keys, Column column) throws SQLException {
    long all = 0;
    long unreadable = 0;
    try (PreparedStatement select = store.prepareStatement(column.select())) {
      select.setFetchSize(ROWS);
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          all++;
          unreadable += isReadable(keys, rows.getBytes(1), rows.getString(2)) ? 0 : 1;
        }
      }
    }
    return new Count(all, unreadable);
  }

  private static boolean isReadable(KeyRing keys, byte[] encrypted, String context) {
    try {
      byte[] unused = keys.decrypt(encrypted, context);
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }
}
