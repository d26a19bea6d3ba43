package dev.yizhan.gateway.store;

import dev.yizhan.gateway.store.sql.PostgresSettings;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on loopback, with durable commits. It can be stopped for a while. */
public final class PostgresServer implements AutoCloseable {

  private static final AtomicInteger DATABASES = new AtomicInteger();

  private final Path directory;
  private EmbeddedPostgres running;

  private PostgresServer(Path directory) {
    this.directory = directory;
    this.running = start(0);
  }

  /**
   * Starts a server.
   *
   * @param directory for its data; must not exist
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

  /** The port on loopback. */
  public int port() {
    return running.getPort();
  }

  /**
   * Stops the server; its data remain. The library gives up after some seconds, while a server on a
   * busy machine still writes.
   */
  public void stop() {
    try {
      Optional<ProcessHandle> server = process();
      running.close();
      if (server.isPresent()) {
        ProcessHandle unused = server.get().onExit().get(1, TimeUnit.MINUTES);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL does not stop", e);
    }
  }

  private Optional<ProcessHandle> process() throws IOException {
    Path file = directory.resolve("postmaster.pid");
    return Files.exists(file)
        ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).get(0).strip()))
        : Optional.empty();
  }

  /** Starts it again on the same port. */
  public void restart() {
    running = start(running.getPort());
  }

  /** Creates an empty database. */
  public PostgresSettings database() {
    String name = "yizhan_" + DATABASES.incrementAndGet();
    execute("CREATE DATABASE " + name);
    return new PostgresSettings(
        "jdbc:postgresql://127.0.0.1:" + running.getPort() + "/" + name, "postgres", "postgres");
  }

  /** Executes SQL as administrator. */
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
    stop();
  }
}
