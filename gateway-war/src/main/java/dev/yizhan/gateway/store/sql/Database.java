package dev.yizhan.gateway.store.sql;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** The differences between the supported databases. */
public interface Database extends AutoCloseable {

  /** A connection for the writer, without auto-commit. */
  Connection openWriter() throws SQLException;

  /**
   * A pool for readers, whose transactions read one snapshot. To be opened after the migrations.
   */
  HikariConfig readerPool();

  DataSource migrationSource();

  /** Values of the migrations' placeholders. */
  Map<String, String> placeholders();

  /**
   * Appended to a SELECT from calls {@code c}: locks its rows, and skips rows locked by other
   * nodes.
   */
  String lockCallsClause();

  /** Appended to a SELECT: locks its rows, and skips rows locked by other nodes. */
  String lockRowsClause();

  /** Whether only one node at a time can use the database. */
  boolean isExclusive();

  /**
   * Checks the database's files, as far as that is quick. Changes nothing.
   *
   * @throws dev.yizhan.gateway.core.fault.StoreException if they are damaged
   */
  default void check() {}

  /** For logs. */
  String label();

  /** Releases resources other than connections. */
  @Override
  default void close() {}
}
