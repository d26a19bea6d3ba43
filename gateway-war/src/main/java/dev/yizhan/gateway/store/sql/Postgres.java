package dev.yizhan.gateway.store.sql;

import com.zaxxer.hikari.HikariConfig;
import dev.yizhan.gateway.core.fault.StoreException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/** PostgreSQL 15 or newer, which several gateways may share. */
public final class Postgres implements Database {

  private static final int READERS = 10;
  private static final int CONNECT_SECONDS = 5;
  private static final int SOCKET_SECONDS = 20;
  private static final int POOL_MILLIS = 5000;

  /**
   * Timeouts, so that a node that vanishes within a transaction does not block the others by its
   * locks. Options in the URL override them.
   */
  private static final String PATIENCE =
      "-c lock_timeout=2s -c statement_timeout=15s -c idle_in_transaction_session_timeout=15s";

  /** A locked table must not hold all readers, nor a search the others. */
  private static final String READER_PATIENCE = "-c lock_timeout=2s -c statement_timeout=10s";

  /** A parameter of our own, by which it is known whether parameters arrive. */
  private static final String DIRECT = "yizhan.direct";

  /** In pgbouncer's error. Its SQL state is also that of its other errors. */
  private static final String REFUSED_OPTION = "startup parameter";

  private static final System.Logger LOG = System.getLogger(Postgres.class.getName());

  private final PostgresSettings settings;

  public Postgres(PostgresSettings settings) {
    this.settings = settings;
  }

  /**
   * Refuses a connection pooler between the gateway and the server. It would lose the timeouts, and
   * mix what one connection sets with the others.
   *
   * @throws StoreException with what to do. A server that cannot be reached is no error here
   */
  public void requireDirectConnection() {
    try (Connection connection = dataSource("-c " + DIRECT + "=on").getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT current_setting('" + DIRECT + "', true)")) {
      if (!row.next() || !"on".equals(row.getString(1))) {
        throw pooled(new SQLException("the startup parameter options did not arrive"));
      }
    } catch (SQLException e) {
      if (String.valueOf(e.getMessage()).contains(REFUSED_OPTION)) {
        throw pooled(e);
      }
      LOG.log(System.Logger.Level.DEBUG, "Left to the migrations to report", e);
    }
  }

  private static StoreException pooled(SQLException e) {
    return new StoreException(
        "Between the gateway and PostgreSQL is a connection pooler (such as pgbouncer) that does not"
            + " pass the startup parameter options. Nothing was changed. Let yizhan.store.url name"
            + " PostgreSQL itself: the gateway has a pool of its own, of 12 connections at most",
        e);
  }

  private PGSimpleDataSource dataSource(String patience) {
    PGSimpleDataSource source = dataSource();
    String given = source.getOptions();
    source.setOptions(given == null ? patience : patience + " " + given);
    return source;
  }

  private PGSimpleDataSource dataSource() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(settings.url());
    source.setUser(settings.user());
    source.setPassword(settings.password());
    source.setApplicationName("yizhan");
    source.setTcpKeepAlive(true);
    // Override the URL: rewritten batches do not report which rows they changed, and the details
    // of the server's errors contain phone numbers.
    source.setReWriteBatchedInserts(false);
    source.setLogServerErrorDetail(false);
    // A server that does not answer must not keep clients waiting; the URL may set other values.
    if (!settings.url().contains("connectTimeout=")) {
      source.setConnectTimeout(CONNECT_SECONDS);
    }
    if (!settings.url().contains("socketTimeout=")) {
      source.setSocketTimeout(SOCKET_SECONDS);
    }
    return source;
  }

  @Override
  public Connection openWriter() throws SQLException {
    PGSimpleDataSource source = dataSource(PATIENCE);
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public HikariConfig readerPool() {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(dataSource(READER_PATIENCE));
    pool.setMaximumPoolSize(READERS);
    pool.setMinimumIdle(1);
    pool.setConnectionTimeout(POOL_MILLIS);
    pool.setReadOnly(true);
    pool.setTransactionIsolation("TRANSACTION_REPEATABLE_READ");
    pool.setInitializationFailTimeout(-1);
    return pool;
  }

  @Override
  public DataSource migrationSource() {
    return dataSource();
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of("key", "BIGINT", "bytes", "BYTEA", "clustered", "");
  }

  @Override
  public String lockCallsClause() {
    return " FOR UPDATE OF c SKIP LOCKED";
  }

  @Override
  public String lockRowsClause() {
    return " FOR UPDATE SKIP LOCKED";
  }

  @Override
  public boolean isExclusive() {
    return false;
  }

  @Override
  public String label() {
    return "PostgreSQL";
  }
}
