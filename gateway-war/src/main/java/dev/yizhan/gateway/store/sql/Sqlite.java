package dev.yizhan.gateway.store.sql;

import com.zaxxer.hikari.HikariConfig;
import dev.yizhan.gateway.core.fault.StoreException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;

/**
 * One SQLite file in the data directory, written by one connection, read by others. Every
 * acknowledged write survives the end of the process at any instant (write-ahead log, {@code
 * synchronous=FULL}).
 */
public final class Sqlite implements Database {

  private static final System.Logger LOG = System.getLogger(Sqlite.class.getName());
  private static final int READERS = 4;

  /** Longer than a checkpoint takes; an operator's shell may hold the file's lock for ever. */
  private static final int BUSY_MILLIS = 2000;

  private static final int MIGRATION_BUSY_MILLIS = 10_000;
  private static final int POOL_MILLIS = 5000;
  private static final int CHECKPOINT_PAGES = 4000;
  private static final int CACHE_KIB = 64 * 1024;

  private static final String LOCK = "gateway.lock";
  private static final String DATA = "gateway.db";

  /** Files that are there only after a database file. */
  private static final List<String> REMAINS = List.of(DATA + "-wal", DATA + "-shm");

  /**
   * The lock file's content until the first start has created the database: a start that ends
   * before that leaves a directory that the next one may begin with.
   */
  private static final byte[] FIRST_START = "first start".getBytes(StandardCharsets.US_ASCII);

  private final FileChannel lockFile;
  private final FileLock lock;
  private final Path file;

  private Sqlite(FileChannel lockFile, FileLock lock, Path file) {
    this.lockFile = lockFile;
    this.lock = lock;
    this.file = file;
  }

  /** The database file of a data directory. */
  public static Path file(Path directory) {
    return directory.resolve(DATA);
  }

  /**
   * Opens the database of a directory, or a new one.
   *
   * @throws StoreException if another gateway uses it, or its database file is lost
   */
  public static Sqlite open(Path directory) {
    return open(
        directory,
        (where, lockFile, hadLock) -> {
          checkRemains(where, lockFile, hadLock);
          // SQLite gives its other files the permissions of this one.
          PrivateFiles.file(file(where));
        });
  }

  /**
   * Locks a directory that has no database, for one that is to be put there. Until then no gateway
   * starts on the directory.
   *
   * @throws StoreException if another gateway uses it, or it has a database
   */
  public static Sqlite lockEmpty(Path directory) {
    return open(directory, (where, lockFile, hadLock) -> checkEmpty(where));
  }

  /** What is done with a directory once it is locked. */
  private interface Preparation {
    void run(Path directory, FileChannel lockFile, boolean hadLock) throws IOException;
  }

  private static Sqlite open(Path directory, Preparation preparation) {
    try {
      PrivateFiles.directory(directory);
      boolean hadLock = Files.exists(directory.resolve(LOCK));
      PrivateFiles.file(directory.resolve(LOCK));
      FileChannel lockFile =
          FileChannel.open(
              directory.resolve(LOCK),
              StandardOpenOption.CREATE,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE);
      boolean closeLockFile = true;
      try {
        FileLock lock = acquire(lockFile, directory);
        preparation.run(directory, lockFile, hadLock);
        closeLockFile = false;
        // kill -9 leaves the driver's unpacked native library on disk: unpack it to a directory
        // that is cleaned at each start.
        Path unpacked = directory.resolve("native");
        deleteContents(unpacked);
        System.setProperty("org.sqlite.tmpdir", unpacked.toString());
        return new Sqlite(lockFile, lock, directory.resolve(DATA));
      } catch (OverlappingFileLockException e) {
        // Locked by this process, perhaps by another deployment: closing the file would release its
        // lock.
        closeLockFile = false;
        throw inUse(directory);
      } finally {
        if (closeLockFile) {
          lockFile.close();
        }
      }
    } catch (IOException e) {
      throw new StoreException("The data directory " + directory + " cannot be used", e);
    }
  }

  /** A lost database file must not look like a first start. */
  private static void checkRemains(Path directory, FileChannel lockFile, boolean hadLock)
      throws IOException {
    Path data = directory.resolve(DATA);
    if (Files.exists(data) && Files.size(data) > 0) {
      return;
    }
    if (!hadLock) {
      lockFile.write(ByteBuffer.wrap(FIRST_START), 0);
    }
    List<String> remains =
        Stream.concat(
                isFirstStart(lockFile) ? Stream.empty() : Stream.of(LOCK),
                REMAINS.stream().filter(name -> Files.exists(directory.resolve(name))))
            .toList();
    if (!remains.isEmpty()) {
      throw lost(data, remains);
    }
  }

  private static void checkEmpty(Path directory) {
    List<String> found =
        Stream.concat(Stream.of(DATA), REMAINS.stream())
            .filter(name -> Files.exists(directory.resolve(name)))
            .toList();
    if (!found.isEmpty()) {
      throw new StoreException(
          "The data directory "
              + directory
              + " has a store: "
              + String.join(", ", found)
              + ". Nothing was changed. Move these files away, or give another directory"
              + " (yizhan.data)",
          new IllegalStateException("not empty"));
    }
  }

  private static StoreException lost(Path data, List<String> remains) {
    return new StoreException(
        "The database file "
            + data
            + (Files.exists(data) ? " is empty" : " is missing")
            + ", but its directory has the remains of a store: "
            + String.join(", ", remains)
            + ". Restore the database from a backup; or, to begin with an empty store, remove these"
            + " files",
        new IllegalStateException("no " + DATA));
  }

  private static boolean isFirstStart(FileChannel lockFile) throws IOException {
    ByteBuffer content = ByteBuffer.allocate(FIRST_START.length);
    lockFile.read(content, 0);
    return Arrays.equals(content.array(), FIRST_START);
  }

  /**
   * Puts a complete database file into a directory that {@link #lockEmpty} has locked: it is there
   * as a whole, or not.
   */
  public void put(Path complete) throws IOException {
    PrivateFiles.publish(complete, file);
  }

  private static void deleteContents(Path directory) throws IOException {
    PrivateFiles.directory(directory);
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

  private static FileLock acquire(FileChannel lockFile, Path directory) throws IOException {
    FileLock lock = lockFile.tryLock();
    if (lock == null) {
      throw inUse(directory);
    }
    return lock;
  }

  private static StoreException inUse(Path directory) {
    return new StoreException(
        "The data directory "
            + directory
            + " is in use by another gateway: end that one, or give another directory"
            + " (yizhan.data)",
        new IllegalStateException("gateway.lock is held"));
  }

  @Override
  public Connection openWriter() throws SQLException {
    Connection connection = writerSource(BUSY_MILLIS).getConnection();
    endFirstStart();
    try (Statement statement = connection.createStatement()) {
      // Fewer checkpoints: a page that is written often is copied back once.
      statement.execute("PRAGMA wal_autocheckpoint=" + CHECKPOINT_PAGES);
    }
    connection.setAutoCommit(false);
    return connection;
  }

  @Override
  public void check() {
    SqliteCheck.run(file);
  }

  private void endFirstStart() throws SQLException {
    try {
      if (lockFile.size() > 0) {
        lockFile.truncate(0);
      }
    } catch (IOException e) {
      throw new SQLException("gateway.lock cannot be written", e);
    }
  }

  /** To be opened in WAL mode: changing the mode needs exclusive access to the file. */
  @Override
  public HikariConfig readerPool() {
    HikariConfig pool = new HikariConfig();
    pool.setDataSource(SqliteFile.dataSource(file, SqliteFile.common(BUSY_MILLIS)));
    pool.setMaximumPoolSize(READERS);
    pool.setConnectionTimeout(POOL_MILLIS);
    return pool;
  }

  @Override
  public DataSource migrationSource() {
    return writerSource(MIGRATION_BUSY_MILLIS);
  }

  private DataSource writerSource(int busyMillis) {
    SQLiteConfig config = SqliteFile.common(busyMillis);
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setCacheSize(-CACHE_KIB);
    return SqliteFile.dataSource(file, config);
  }

  @Override
  public Map<String, String> placeholders() {
    return Map.of("key", "INTEGER", "bytes", "BLOB", "clustered", "WITHOUT ROWID");
  }

  @Override
  public String lockCallsClause() {
    return "";
  }

  @Override
  public String lockRowsClause() {
    return "";
  }

  @Override
  public boolean isExclusive() {
    return true;
  }

  @Override
  public String label() {
    return "SQLite";
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new StoreException("The data directory cannot be released", e);
    }
  }
}
