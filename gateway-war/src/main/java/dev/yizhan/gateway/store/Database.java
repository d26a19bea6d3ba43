package dev.yizhan.gateway.store;

import com.zaxxer.hikari.HikariConfig;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import javax.sql.DataSource;

/** What differs between the databases. */
interface Database extends AutoCloseable {

  /** A connection for the writer, in a transaction. */
  Connection openWriter() throws SQLException;

  /**
   * Connections for those who read; a transaction on one sees one state. They are to be opened when
   * the tables are there.
   */
  HikariConfig readerPool();

  /** For the migrations only. */
  DataSource migrationSource();

  /** What the migrations' placeholders stand for. */
  Map<String, String> placeholders();

  /** Behind a SELECT from calls named {@code c} whose rows this node alone is to take. */
  String lockCallsClause();

  /** Behind a SELECT of rows that this node alone is to take. */
  String lockRowsClause();

  /** Whether nobody else can use the database. */
  boolean isExclusive();

  /** In one word for logs. */
  String label();

  /** Lets go what it holds beside connections. */
  @Override
  default void close() {}
}
