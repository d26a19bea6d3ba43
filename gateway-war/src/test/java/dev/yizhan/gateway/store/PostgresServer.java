package dev.yizhan.gateway.store;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL on loopback, whose commits reach the disk. It can be taken away for a while.
 */
public final class PostgresServer implements AutoCloseable {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path directory;
  private EmbeddedPostgres running;

  private PostgresServer(Path directory) {
    this.directory = directory;
    this.running = start(0);
  }

  /**
   * Starts.
   *
   * @param directory for its data, not there yet
   * @return to be closed
   */
  public static PostgresServer start(Path directory) {
    return new PostgresServer(directory);
  }

  private EmbeddedPostgres start(int port) {
    try {
      return EmbeddedPostgres.builder()
          .setDataDirectory(directory)
          .setCleanDataDirectory(false)
          .setPort(port)
          .setServerConfig("fsync", "on")
          .setServerConfig("synchronous_commit", "on")
          .setServerConfig("full_page_writes", "on")
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Where it listens.
   *
   * @return the port on loopback
   */
  public int port() {
    return running.getPort();
  }

  /** Ends it; its data stay. */
  public void takeAway() {
    try {
      running.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Starts it again at the same port. */
  public void bringBack() {
    running = start(running.getPort());
  }

  /**
   * Makes an empty database.
   *
   * @return where it is
   */
  public PostgresSettings database() {
    String name = "yizhan_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return new PostgresSettings(
        "jdbc:postgresql://127.0.0.1:" + running.getPort() + "/" + name, "postgres", "postgres");
  }

  /**
   * Does something as its administrator.
   *
   * @param sql what
   */
  public void execute(String sql) {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    takeAway();
  }
}
