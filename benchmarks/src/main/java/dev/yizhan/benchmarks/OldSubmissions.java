package dev.yizhan.benchmarks;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills a store that no gateway has open. */
final class OldSubmissions {

  private OldSubmissions() {}

  /**
   * Inserts submissions that were sent in the last 30 days.
   *
   * @param count a million are spread over the whole time
   */
  static void insert(Path database, int count) throws SQLException {
    insert("jdbc:sqlite:" + database, count);
  }

  /**
   * The same.
   *
   * @param url of a database of SQLite or PostgreSQL
   */
  static void insert(String url, int count) throws SQLException {
    String content =
        url.startsWith("jdbc:sqlite:")
            ? "randomblob(220)"
            : "decode(repeat(md5(i::text), 14), 'hex')";
    long now = System.currentTimeMillis();
    String rows =
        "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < "
            + (count - 1)
            + "), s(id, at, i) AS (SELECT ("
            + now
            + " - 1577836800000 - 2592000000 + CAST(i AS BIGINT) * 2592) << 22, "
            + now
            + " - 2592000000 + CAST(i AS BIGINT) * 2592, i FROM n) ";
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(
          rows
              + "INSERT INTO submission (id, consumer, request_id, channel, content, parts,"
              + " created_at, expires_at) SELECT id, 'demo', 'old-' || i, 'winic',"
              + content
              + ", 1, at, at + 3600000 FROM s");
      statement.executeUpdate(
          rows
              + "INSERT INTO vendor_call (submission_id, number, channel, route, attempt, state,"
              + " node, due_at, expires_at, outcome, vendor_id, started_at, millis) SELECT id, 1,"
              + " 'winic', 'winic', 1, 'ENDED', 1, at, at + 3600000, 'ACCEPTED', '0109105116643368',"
              + " at, 20 FROM s");
      statement.executeUpdate(
          rows
              + "INSERT INTO delivery (submission_id, position, number, call, state,"
              + " vendor_message_id, at) SELECT id, 0, CAST(13000000000 + CAST(i AS BIGINT) * 7919 % 999999937"
              + " AS TEXT), 1, 'SUBMITTED', '0109105116643368', at FROM s");
    }
  }
}
