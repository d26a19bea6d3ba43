package dev.yizhan.gateway.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.gateway.core.SubmissionStore;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * The embedded store: one SQLite file in the data directory, written by one connection, read by
 * others. Every write that was acknowledged survives the end of the process at any instant
 * (write-ahead log, {@code synchronous=FULL}).
 */
public final class SqliteStore implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SqliteStore.class.getName());
  private static final int READERS = 4;
  private static final int BUSY_MILLIS = 10_000;

  private final FileChannel lockFile;
  private final FileLock lock;
  private final HikariDataSource readers;
  private final GroupCommit writer;

  private SqliteStore(
      FileChannel lockFile, FileLock lock, HikariDataSource readers, GroupCommit writer) {
    this.lockFile = lockFile;
    this.lock = lock;
    this.readers = readers;
    this.writer = writer;
  }

  /**
   * Opens the store, makes it where it is not there, and brings its tables up to date.
   *
   * @param directory the data directory; made where it is not there
   * @return to be closed
   * @throws StoreException where the directory cannot be used or another process has it open
   */
  public static SqliteStore open(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel lockFile =
          FileChannel.open(
              directory.resolve("gateway.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      boolean opened = false;
      try {
        FileLock lock = lock(lockFile, directory);
        // kill -9 leaves the driver's unpacked native library behind: it goes where we clean up.
        Path unpacked = directory.resolve("native");
        empty(unpacked);
        System.setProperty("org.sqlite.tmpdir", unpacked.toString());
        SqliteStore store = open(lockFile, lock, "jdbc:sqlite:" + directory.resolve("gateway.db"));
        opened = true;
        return store;
      } finally {
        if (!opened) {
          lockFile.close();
        }
      }
    } catch (IOException e) {
      throw new StoreException("The data directory " + directory + " cannot be used", e);
    }
  }

  private static SqliteStore open(FileChannel lockFile, FileLock lock, String url) {
    Flyway.configure(SqliteStore.class.getClassLoader())
        .dataSource(dataSource(url, writing()))
        .locations("classpath:db/migration")
        .placeholders(Map.of("key", "INTEGER"))
        .load()
        .migrate();
    HikariDataSource readers = readers(url);
    GroupCommit writer = new GroupCommit(() -> connection(dataSource(url, writing())));
    writer.start();
    return new SqliteStore(lockFile, lock, readers, writer);
  }

  private static void empty(Path directory) throws IOException {
    Files.createDirectories(directory);
    try (var files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        try {
          Files.deleteIfExists(file);
        } catch (IOException e) {
          LOG.log(System.Logger.Level.DEBUG, "An old native library is still in use", e);
        }
      }
    }
  }

  private static FileLock lock(FileChannel lockFile, Path directory) throws IOException {
    FileLock lock;
    try {
      lock = lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      lock = null;
    }
    if (lock == null) {
      throw new StoreException(
          "The data directory "
              + directory
              + " is in use by another gateway: end that one, or give another directory"
              + " (yizhan.data)",
          new IllegalStateException("gateway.lock is held"));
    }
    return lock;
  }

  /**
   * What the core uses.
   *
   * @return the store of submissions
   */
  public SubmissionStore submissions() {
    return new SqlStore(writer, readers);
  }

  private static SQLiteConfig common() {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    config.setBusyTimeout(BUSY_MILLIS);
    return config;
  }

  private static SQLiteConfig writing() {
    SQLiteConfig config = common();
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    return config;
  }

  private static SQLiteDataSource dataSource(String url, SQLiteConfig config) {
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl(url);
    return source;
  }

  private static Connection connection(SQLiteDataSource source) throws SQLException {
    Connection connection = source.getConnection();
    connection.setAutoCommit(false);
    return connection;
  }

  private static HikariDataSource readers(String url) {
    HikariConfig pool = new HikariConfig();
    pool.setPoolName("yizhan-readers");
    pool.setDataSource(dataSource(url, common()));
    pool.setMaximumPoolSize(READERS);
    pool.setAutoCommit(false);
    return new HikariDataSource(pool);
  }

  /** Closes everything; the class loader can go. */
  @Override
  public void close() {
    writer.close();
    readers.close();
    try {
      lock.release();
      lockFile.close();
      for (Driver driver : DriverManager.drivers().toList()) {
        if (driver.getClass().getClassLoader() == SqliteStore.class.getClassLoader()) {
          DriverManager.deregisterDriver(driver);
        }
      }
    } catch (IOException | SQLException e) {
      throw new StoreException("The store does not close cleanly", e);
    }
  }
}
