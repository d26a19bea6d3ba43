package dev.yizhan.gateway.store.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The tables of a store, which both databases have with the same columns. */
final class Tables {

  /** What each database keeps for itself, and which gateways run. */
  private static final String OWN = "'flyway_schema_history', 'node', '" + BackupFile.TABLE + "'";

  private static final int BATCH = 500;

  private Tables() {}

  /** The names of the tables, and their columns. */
  private record Table(String name, List<String> columns) {

    String select() {
      return "SELECT " + String.join(", ", columns) + " FROM " + name;
    }

    String insert() {
      return "INSERT INTO "
          + name
          + " ("
          + String.join(", ", columns)
          + ") VALUES ("
          + String.join(", ", Collections.nCopies(columns.size(), "?"))
          + ")";
    }
  }

  private static List<Table> of(Connection sqlite) throws SQLException {
    List<Table> tables = new ArrayList<>();
    for (String name :
        strings(
            sqlite,
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' AND"
                + " name NOT IN ("
                + OWN
                + ") ORDER BY name")) {
      tables.add(
          new Table(name, strings(sqlite, "SELECT name FROM pragma_table_info('" + name + "')")));
    }
    return tables;
  }

  private static List<String> strings(Connection connection, String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      List<String> found = new ArrayList<>();
      while (rows.next()) {
        found.add(rows.getString(1));
      }
      return found;
    }
  }

  /** The tables that have rows. */
  static List<String> filled(Connection sqlite, Connection other) throws SQLException {
    List<String> filled = new ArrayList<>();
    for (Table table : of(sqlite)) {
      if (!strings(other, "SELECT 1 FROM " + table.name() + " LIMIT 1").isEmpty()) {
        filled.add(table.name());
      }
    }
    return filled;
  }

  /**
   * Copies all rows, within the transactions of both connections.
   *
   * @param sqlite that of the two that is SQLite
   */
  static void copy(Connection sqlite, Connection from, Connection to) throws SQLException {
    for (Table table : of(sqlite)) {
      copy(table, from, to);
    }
  }

  private static void copy(Table table, Connection from, Connection to) throws SQLException {
    int columns = table.columns().size();
    try (PreparedStatement select = from.prepareStatement(table.select());
        PreparedStatement insert = to.prepareStatement(table.insert())) {
      select.setFetchSize(BATCH);
      int waiting = 0;
      try (ResultSet rows = select.executeQuery()) {
        while (rows.next()) {
          for (int column = 1; column <= columns; column++) {
            insert.setObject(column, rows.getObject(column));
          }
          insert.addBatch();
          waiting++;
          if (waiting == BATCH) {
            int[] unused = insert.executeBatch();
            waiting = 0;
          }
        }
      }
      if (waiting > 0) {
        int[] unused = insert.executeBatch();
      }
    }
  }
}
