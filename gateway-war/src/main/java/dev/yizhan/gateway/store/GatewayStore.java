package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.Stores;
import dev.yizhan.gateway.core.account.PasswordStore;
import dev.yizhan.gateway.core.callback.CallbackStore;
import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.door.DoorStore;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.journal.JournalStore;
import dev.yizhan.gateway.core.operation.OperatorStore;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.optout.OptOutStore;
import dev.yizhan.gateway.core.polling.BalanceStore;
import dev.yizhan.gateway.core.polling.PollStore;
import dev.yizhan.gateway.core.problem.ProblemStore;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.RecordStore;
import dev.yizhan.gateway.core.search.RecordSearchStore;
import dev.yizhan.gateway.core.sending.QuotaStore;
import dev.yizhan.gateway.core.series.SeriesStore;
import dev.yizhan.gateway.core.session.SessionStore;
import dev.yizhan.gateway.core.simulation.SimulationStore;
import dev.yizhan.gateway.core.statement.ReconciliationStore;
import dev.yizhan.gateway.core.statement.StatementStore;
import dev.yizhan.gateway.core.submission.CallStore;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import dev.yizhan.gateway.store.rollup.RollupCheck;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.Database;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Migrations;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Postgres;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.gateway.store.sql.Sqlite;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.nio.file.Path;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;

/** The store of one node: its own SQLite file, or a PostgreSQL that several nodes may share. */
public final class GatewayStore implements Stores, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(GatewayStore.class.getName());

  private final Database database;
  private final KeyRing keys;
  private final NodeRow node;
  private final Ids ids;
  private final GroupCommit writer;
  private final StoreReader reader;

  private GatewayStore(Database database, KeyRing keys, Clock clock) {
    this.database = database;
    this.keys = keys;
    this.node =
        new NodeRow(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE), clock.instant());
    this.ids = new Ids(clock);
    this.writer = new GroupCommit(database, node);
    this.reader = new StoreReader(database.readerPool());
  }

  /** Opens a store, as {@link #embedded} and {@link #postgres} do. */
  public static GatewayStore open(StoreLocation location, KeyRing keys, Clock clock) {
    return location instanceof StoreLocation.Server server
        ? postgres(server.settings(), keys, clock)
        : embedded(((StoreLocation.Embedded) location).directory(), keys, clock);
  }

  /**
   * Opens the embedded store, creates it if it does not exist, and migrates its tables.
   *
   * @param directory the data directory; created if it does not exist
   * @param keys of encrypted values
   * @throws StoreException if the directory cannot be used, another process uses it, the database
   *     file is damaged, or missing beside other files of a store, its tables are newer than this
   *     gateway, or a key is missing
   */
  public static GatewayStore embedded(Path directory, KeyRing keys, Clock clock) {
    return opened(Sqlite.open(directory), keys, clock);
  }

  /**
   * Opens a store on PostgreSQL, and migrates its tables.
   *
   * @param keys of encrypted values; the same on all nodes
   * @throws StoreException if it does not answer, its tables are newer than this gateway, or a key
   *     is missing
   */
  public static GatewayStore postgres(PostgresSettings settings, KeyRing keys, Clock clock) {
    Postgres database = new Postgres(settings);
    database.requireDirectConnection();
    return opened(database, keys, clock);
  }

  private static GatewayStore opened(Database database, KeyRing keys, Clock clock) {
    boolean opened = false;
    try {
      database.check();
      Migrations.apply(database, GatewayStore.class.getClassLoader());
      GatewayStore store = new GatewayStore(database, keys, clock);
      store.writer.start();
      try {
        store.checkKeys(clock);
        store.startSums(clock);
      } catch (StoreException e) {
        store.writer.close();
        store.reader.close();
        throw e;
      }
      opened = true;
      return store;
    } finally {
      if (!opened) {
        database.close();
      }
    }
  }

  private void checkKeys(Clock clock) {
    Set<String> missing =
        writer.write(
            session -> {
              session.update(
                  "INSERT INTO data_key (id, current_since) VALUES (?, ?) ON CONFLICT (id) DO"
                      + " UPDATE SET current_since = excluded.current_since WHERE EXISTS (SELECT 1"
                      + " FROM data_key newer WHERE newer.current_since > data_key.current_since)",
                  keys.currentId(),
                  clock.millis());
              return new HashSet<>(
                  session.query(row -> row.getString(1), "SELECT id FROM data_key"));
            });
    missing.removeAll(keys.ids());
    if (!missing.isEmpty()) {
      throw new StoreException(
          "The store contains values encrypted with the keys "
              + missing
              + ", which are missing. Add them after the new one (yizhan.store.keys)",
          new IllegalStateException("missing keys"));
    }
  }

  private void startSums(Clock clock) {
    int unused =
        writer.write(
            session -> {
              Rollups.start(session, RollupKey.dayOf(clock.instant()));
              return 0;
            });
  }

  /** Reports later writes to a listener. */
  public void listen(Events events) {
    writer.setListener(events);
  }

  /**
   * Writes without changing anything.
   *
   * @return completed when the write is durable, or with a {@link StoreException}
   */
  public CompletableFuture<?> probe() {
    return writer.submit(session -> 0);
  }

  @Override
  public SubmissionStore submissions() {
    return new SqlSubmissions(writer, reader, node, new ContentCipher(keys));
  }

  @Override
  public CallStore calls(OptOutPolicy optOuts) {
    return new SqlCalls(
        writer,
        reader,
        node,
        new Claims(node, new ContentCipher(keys), database, optOuts),
        database);
  }

  @Override
  public OperatorStore operators() {
    return new SqlOperators(writer, reader, ids, new ContentCipher(keys));
  }

  @Override
  public RecordSearchStore recordSearch() {
    return new SqlRecordSearch(writer, reader, ids, keys);
  }

  @Override
  public ChannelStateStore channelStates() {
    return new SqlOperators(writer, reader, ids, new ContentCipher(keys));
  }

  @Override
  public PollStore polls(OptOutPolicy optOuts) {
    RecordIntake intake = intake(optOuts);
    return new SqlPolls(writer, reader, new PollLeases(node), intake, polls(intake));
  }

  @Override
  public RecordStore records(OptOutPolicy optOuts) {
    RecordIntake intake = intake(optOuts);
    return new SqlRecords(writer, reader, intake, polls(intake), database);
  }

  private RecordIntake intake(OptOutPolicy optOuts) {
    return new RecordIntake(keys, ids, new RecordIdentities(keys), optOuts, database);
  }

  private PollRows polls(RecordIntake intake) {
    return new PollRows(keys, intake, new RecordIdentities(keys), node.id());
  }

  @Override
  public InboxStore inbox() {
    return new SqlInbox(writer, reader, keys);
  }

  @Override
  public CallbackStore callbacks() {
    return new SqlCallbacks(writer, reader, node, ids);
  }

  @Override
  public BalanceStore balances() {
    return new SqlBalances(writer, reader);
  }

  @Override
  public ProblemStore problems() {
    return (since, most) ->
        reader.read(session -> new ProblemRows(keys).find(session, since, most));
  }

  @Override
  public QuotaStore quotas() {
    return new SqlQuotas(writer, reader);
  }

  @Override
  public DoorStore doors() {
    return new SqlDoors(writer, reader);
  }

  @Override
  public JournalStore journal() {
    return new SqlJournal(writer, reader, ids);
  }

  @Override
  public SessionStore sessions() {
    return new SqlSessions(writer, reader);
  }

  @Override
  public SeriesStore series() {
    return new SqlSeries(writer, reader);
  }

  @Override
  public StatementStore statements() {
    return new SqlStatements(writer, reader);
  }

  @Override
  public ReconciliationStore reconciliation() {
    return new SqlReconciliation(reader);
  }

  /**
   * Compares the sums of statements with the submissions; it reads all of these.
   *
   * @param from the first day of which nothing has been removed
   * @return a line for each difference
   */
  public List<String> statementDifferences(LocalDate from) {
    return reader.read(session -> RollupCheck.differences(session, from));
  }

  @Override
  public OptOutStore optOuts() {
    return new SqlOptOuts(writer, reader, ids);
  }

  @Override
  public SimulationStore simulation() {
    return new SqlSimulation(writer, reader, ids);
  }

  @Override
  public PasswordStore passwords() {
    return new SqlPasswords(writer, reader, keys);
  }

  @Override
  public void close() {
    writer.close();
    reader.close();
    database.close();
  }

  /**
   * Deregisters the database drivers of this class loader, so that it can be collected. Where
   * another class loader has registered a driver of the same name, {@code DriverManager} registers
   * ours while it lists the drivers: they are listed until there are none of ours.
   */
  public static void deregisterDrivers() {
    try {
      for (List<Driver> own = ownDrivers(); !own.isEmpty(); own = ownDrivers()) {
        for (Driver driver : own) {
          DriverManager.deregisterDriver(driver);
        }
      }
    } catch (SQLException e) {
      LOG.log(System.Logger.Level.WARNING, "A database driver could not be deregistered", e);
    }
  }

  private static List<Driver> ownDrivers() {
    // The list is complete once everything that listing registers is registered.
    long unused = DriverManager.drivers().count();
    return DriverManager.drivers()
        .filter(driver -> driver.getClass().getClassLoader() == GatewayStore.class.getClassLoader())
        .toList();
  }
}
