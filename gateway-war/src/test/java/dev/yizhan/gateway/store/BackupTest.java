package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.polling.PollKind;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import dev.yizhan.gateway.store.backup.Backup;
import dev.yizhan.gateway.store.backup.BackupFile;
import dev.yizhan.gateway.store.backup.Restore;
import dev.yizhan.gateway.store.backup.RestoreSummary;
import dev.yizhan.gateway.store.backup.SinceBackup;
import dev.yizhan.gateway.store.backup.Verification;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Sent;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Backups of both stores, restored to both. */
class BackupTest {

  private static final Instant MADE = Instant.parse("2026-11-21T05:00:00Z");
  private static final Instant RESTORED = MADE.plus(Duration.ofHours(1));
  private static final Clock AT_BACKUP = Clock.fixed(MADE, ZoneOffset.UTC);
  private static final Clock AT_RESTORE = Clock.fixed(RESTORED, ZoneOffset.UTC);
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final SinceBackup ANYTHING = new SinceBackup.Anything(Duration.ZERO);

  @TempDir private static Path shared;
  private static PostgresServer server;

  private static final OptOutList LIST = OptOutList.ofConsumer("shop");
  private static final PhoneNumber NUMBER = PhoneNumber.of("13800138009");

  @TempDir private Path directory;

  private enum Database {
    EMBEDDED,
    POSTGRES
  }

  @BeforeAll
  static void start() {
    server = PostgresServer.start(shared.resolve("postgres"));
  }

  @AfterAll
  static void end() {
    server.close();
  }

  /** A place for a store, where there is none. */
  private StoreLocation place(Database database, String name) {
    return database == Database.EMBEDDED
        ? new StoreLocation.Embedded(directory.resolve(name))
        : new StoreLocation.Server(server.database());
  }

  private static GatewayStore opened(StoreLocation location) {
    return GatewayStore.open(location, StoreContract.KEYS, Clock.systemUTC());
  }

  private static PendingCall insert(GatewayStore store, long id, Optional<Instant> sendAt) {
    var submission = StoreContract.submission(id, "request " + id, sendAt, 1);
    assertThat(store.submissions().insert(submission))
        .isEqualTo(new SubmissionStore.Insertion.Inserted());
    return submission.first();
  }

  private static void end(GatewayStore store, PendingCall call, Outcome<Sent> outcome) {
    CallRecord record = CallRecord.of(call, outcome, MADE, Duration.ofMillis(30));
    store.calls().finish(call, new CallEnd(record, record.answer().ids(), List.of()));
  }

  private static void receive(GatewayStore store, String... texts) {
    StoredMessages.store(store, "owner", texts);
  }

  private static List<InboxMessage> messages(GatewayStore store, Reader reader) {
    return store.inbox().messages("owner", reader, Optional.empty(), 100);
  }

  private static Delivery delivery(GatewayStore store, long submission) {
    return find(store, submission).deliveries().get(0);
  }

  private static Submission find(GatewayStore store, long submission) {
    return store.submissions().find(Optional.of("shop"), submission, 0).orElseThrow();
  }

  /** What the store has when the backup is made. */
  private static void fill(GatewayStore store) {
    end(store, insert(store, 1, Optional.empty()), new Outcome.Accepted<>(Sent.withId("17")));
    PendingCall unused = insert(store, 2, Optional.empty());
    unused = insert(store, 3, Optional.of(MADE.plusSeconds(60)));
    unused = insert(store, 4, Optional.of(RESTORED.plusSeconds(60)));
    receive(store, "甲", "乙", "丙");
    assertThat(store.inbox().acknowledge("owner", Reader.DEFAULT, RecordKind.REPLIES, 3)).isTrue();
    assertThat(messages(store, Reader.CALLBACK)).isEmpty();
    receive(store, "丁");
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, MADE.minusSeconds(2)))
        .isPresent();
    assertThat(store.doors().takeIds("winic", 1_000_000_000_000_000L, 1000))
        .isEqualTo(1_000_000_000_000_000L);
    assertThat(store.doors().takeIds("linkws", 1_000_000, 1000)).isEqualTo(1_000_000);
    OptOut byHand =
        new OptOut(
            LIST,
            NUMBER,
            MADE,
            Optional.empty(),
            Optional.of(new OptOut.ByHand("ops", "by telephone")));
    assertThat(store.optOuts().add(byHand)).isEqualTo(byHand);
    store.optOuts().countRefused(MADE, "shop", "winic", 7);
  }

  /** Whoever has opted out before the backup still gets nothing. */
  private static void assertOptOutsAreThere(GatewayStore store) {
    assertThat(store.optOuts().listed(List.of(LIST), List.of(NUMBER))).containsExactly(NUMBER);
    LocalDate day = LocalDate.ofInstant(MADE, QuietHours.CHINA);
    assertThat(store.statements().lines(day, day, Optional.empty()).getOrDefault(day, List.of()))
        .extracting(line -> line.optedOut().refused())
        .contains(7L);
  }

  private static void assertStatementsAgree(GatewayStore store) {
    LocalDate firstDay = LocalDate.ofInstant(Ids.time(1), QuietHours.CHINA);
    assertThat(store.statements().lines(firstDay, firstDay, Optional.empty())).isNotEmpty();
    assertThat(store.statementDifferences(firstDay)).isEmpty();
  }

  private BackupFile backup(StoreLocation of) {
    return Backup.make(of, directory.resolve("store.backup"), AT_BACKUP);
  }

  @ParameterizedTest
  @CsvSource({
    "EMBEDDED, EMBEDDED",
    "EMBEDDED, POSTGRES",
    "POSTGRES, EMBEDDED",
    "POSTGRES, POSTGRES"
  })
  void restoresAStoreThatIsSafeToRun(Database from, Database to) {
    StoreLocation old = place(from, "old");
    BackupFile backup;
    try (GatewayStore store = opened(old)) {
      fill(store);
      backup = backup(old);
      // What comes later is not in the backup.
      end(store, insert(store, 5, Optional.empty()), new Outcome.Accepted<>(Sent.withId("18")));
    }
    StoreLocation restored = place(to, "new");
    RestoreSummary summary =
        Restore.run(backup, restored, new SinceBackup.Anything(Duration.ofMinutes(5)), AT_RESTORE);
    assertThat(summary).isEqualTo(new RestoreSummary(MADE, RESTORED, 2, 1, List.of("winic")));
    try (GatewayStore store = opened(restored)) {
      assertThat(delivery(store, 1).state()).isEqualTo(DeliveryState.SUBMITTED);
      assertThat(delivery(store, 1).vendorMessageId()).contains("17");
      assertThat(store.submissions().find(Optional.of("shop"), 5, 0)).isEmpty();
      assertWaitingIsSetAside(store);
      assertPositionsAreBeyondLostOnes(store);
      assertIdsAreBeyondLostOnes(store);
      assertOptOutsAreThere(store);
      assertStatementsAgree(store);
      assertThat(store.submissions().lastRestore())
          .contains(new SubmissionStore.Restored(MADE, RESTORED.plus(Duration.ofMinutes(5))));
    }
  }

  private static void assertWaitingIsSetAside(GatewayStore store) {
    for (long unknown : LongStream.of(2, 3).toArray()) {
      assertThat(delivery(store, unknown).state()).isEqualTo(DeliveryState.UNKNOWN);
      assertThat(find(store, unknown).calls())
          .singleElement()
          .satisfies(
              call -> {
                assertThat(call.outcome()).isEqualTo(CallRecord.Result.UNKNOWN);
                assertThat(call.answer().meaning().orElseThrow()).contains("restored");
              });
    }
    assertThat(delivery(store, 4).state()).isEqualTo(DeliveryState.SCHEDULED);
    Instant due = RESTORED.plusSeconds(60);
    assertThat(StoreContract.claimed(store.calls(), "winic", 10, due))
        .extracting(PendingCall::submission)
        .containsExactly(4L);
    List<Problem> problems = store.problems().problems(MADE.minusSeconds(60), 100);
    assertThat(problems)
        .filteredOn(problem -> problem.kind() == Problem.Kind.UNKNOWN_DELIVERY)
        .hasSize(2);
    assertThat(problems)
        .filteredOn(problem -> problem.kind() == Problem.Kind.POLL_IN_DOUBT)
        .singleElement()
        .satisfies(
            doubt -> {
              assertThat(doubt.from()).contains(MADE.minusSeconds(2));
              assertThat(doubt.to()).contains(RESTORED);
              assertThat(doubt.subject().account()).contains("winic");
            });
    assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, RESTORED))
        .as("the lease is free")
        .isPresent();
  }

  /** The consumer may have acknowledged higher positions than those of the backup. */
  private static void assertPositionsAreBeyondLostOnes(GatewayStore store) {
    assertThat(messages(store, Reader.DEFAULT)).extracting(InboxMessage::text).containsExactly("丁");
    long reached = 4 + 10_000 * Duration.between(MADE, RESTORED).toSeconds();
    receive(store, "戊");
    List<InboxMessage> since = messages(store, Reader.DEFAULT);
    assertThat(since).extracting(InboxMessage::text).containsExactly("丁", "戊");
    assertThat(since.get(1).head().position()).isGreaterThan(reached);
    assertThat(store.inbox().acknowledge("owner", Reader.DEFAULT, RecordKind.REPLIES, reached))
        .as("a position from the lost time")
        .isTrue();
    assertThat(messages(store, Reader.DEFAULT)).extracting(InboxMessage::text).containsExactly("戊");
  }

  private static void assertIdsAreBeyondLostOnes(GatewayStore store) {
    assertThat(store.doors().takeIds("winic", 1, 1000)).isGreaterThan(1_000_000_000_100_000L);
    assertThat(store.doors().takeIds("linkws", 1, 1000))
        .isBetween(1_101_000L, (long) Integer.MAX_VALUE);
  }

  /** Nothing is in doubt but what the gateway was doing when it was stopped. */
  @ParameterizedTest
  @CsvSource({"EMBEDDED, POSTGRES", "POSTGRES, EMBEDDED"})
  void movesAStoreToTheOtherDatabase(Database from, Database to) {
    StoreLocation old = place(from, "old");
    try (GatewayStore store = opened(old)) {
      fill(store);
    }
    BackupFile backup = backup(old);
    StoreLocation moved = place(to, "new");
    RestoreSummary summary = Restore.run(backup, moved, new SinceBackup.Nothing(), AT_RESTORE);
    assertThat(summary).isEqualTo(new RestoreSummary(MADE, RESTORED, 1, 2, List.of("winic")));
    try (GatewayStore store = opened(moved)) {
      assertThat(delivery(store, 2).state()).isEqualTo(DeliveryState.UNKNOWN);
      assertThat(delivery(store, 3).state()).isEqualTo(DeliveryState.SCHEDULED);
      assertThat(StoreContract.claimed(store.calls(), "winic", 10, MADE.plusSeconds(60)))
          .extracting(PendingCall::submission)
          .containsExactly(3L);
      receive(store, "戊");
      assertThat(messages(store, Reader.DEFAULT))
          .extracting(message -> message.head().position())
          .containsExactly(4L, 5L);
      assertThat(store.doors().takeIds("winic", 1, 1000)).isEqualTo(1_000_000_000_001_000L);
      assertThat(store.submissions().lastRestore()).isEmpty();
      assertStatementsAgree(store);
      assertThat(store.polls().acquire("winic", PollKind.REPORTS, PAUSE, RESTORED)).isPresent();
    }
  }

  @Test
  void leavesReadersThatHadEverythingWithNothing() {
    StoreLocation old = place(Database.EMBEDDED, "old");
    BackupFile backup;
    try (GatewayStore store = opened(old)) {
      assertThat(messages(store, Reader.CALLBACK)).isEmpty();
      receive(store, "甲", "乙");
      for (Reader reader : List.of(Reader.DEFAULT, Reader.CALLBACK)) {
        assertThat(store.inbox().acknowledge("owner", reader, RecordKind.REPLIES, 2)).isTrue();
      }
      backup = backup(old);
    }
    StoreLocation restored = place(Database.EMBEDDED, "new");
    RestoreSummary unused = Restore.run(backup, restored, ANYTHING, AT_RESTORE);
    try (GatewayStore store = opened(restored)) {
      assertThat(store.inbox().backlogs())
          .isNotEmpty()
          .allSatisfy(backlog -> assertThat(backlog.unacknowledged()).isZero());
    }
  }

  /** Each backup has one state: a submission with its call and its delivery, or none of them. */
  @ParameterizedTest
  @ValueSource(strings = {"EMBEDDED", "POSTGRES"})
  void copiesOneStateWhileTheStoreIsWritten(Database database) throws Exception {
    StoreLocation old = place(database, "old");
    AtomicBoolean ends = new AtomicBoolean();
    try (GatewayStore store = opened(old)) {
      PendingCall first = insert(store, 1, Optional.empty());
      Thread writer =
          new Thread(
              () -> {
                for (long id = 2; !ends.get(); id++) {
                  PendingCall unused = insert(store, id, Optional.empty());
                }
              });
      writer.start();
      try {
        for (int i = 0; i < 5; i++) {
          BackupFile made = Backup.make(old, directory.resolve("backup" + i), Clock.systemUTC());
          Verification verified = Verification.of(made, StoreContract.KEYS);
          assertThat(verified.errors()).isEmpty();
          assertThat(verified.submissions()).isPositive();
          assertThat(verified.values().get("texts of submissions"))
              .isEqualTo(new EncryptedValues.Count(verified.submissions(), 0));
        }
      } finally {
        ends.set(true);
        writer.join();
      }
      end(store, first, new Outcome.Accepted<>(Sent.withId("1")));
      assertThat(delivery(store, 1).state()).isEqualTo(DeliveryState.SUBMITTED);
    }
  }

  @Test
  void writesAPrivateFileAndNothingElse() throws IOException {
    StoreLocation old = place(Database.EMBEDDED, "old");
    opened(old).close();
    BackupFile made = backup(old);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made.path())))
        .isEqualTo("rw-------");
    try (var files = Files.list(directory)) {
      assertThat(files.map(file -> String.valueOf(file.getFileName())))
          .containsExactlyInAnyOrder("old", "store.backup");
    }
    assertRefused(() -> backup(old), "store.backup exists. Nothing was changed");
  }

  @Test
  void refusesAPlaceWithAStore() {
    for (Database database : Database.values()) {
      StoreLocation old = place(database, "old");
      try (GatewayStore store = opened(old)) {
        PendingCall unused = insert(store, 1, Optional.empty());
      }
      BackupFile made = Backup.make(old, directory.resolve(database.name()), Clock.systemUTC());
      assertRefused(
          () -> Restore.run(made, old, ANYTHING, AT_RESTORE), "has a store", "Nothing was changed");
      try (GatewayStore store = opened(old)) {
        assertThat(delivery(store, 1).state()).isEqualTo(DeliveryState.SUBMITTING);
      }
    }
  }

  @Test
  void refusesADirectoryOfARunningGateway() {
    StoreLocation old = place(Database.EMBEDDED, "old");
    try (GatewayStore store = opened(old)) {
      PendingCall unused = insert(store, 1, Optional.empty());
      BackupFile made = backup(old);
      assertRefused(
          () -> Restore.run(made, old, ANYTHING, AT_RESTORE), "in use by another gateway");
    }
  }

  @Test
  void restoresWhereADatabaseWasLost() throws IOException {
    StoreLocation old = place(Database.EMBEDDED, "old");
    try (GatewayStore store = opened(old)) {
      end(store, insert(store, 1, Optional.empty()), new Outcome.Accepted<>(Sent.withId("17")));
    }
    BackupFile made = backup(old);
    assertThat(directory.resolve("old").resolve("gateway.db-wal"))
        .as("of a store that nobody uses")
        .doesNotExist();
    Files.delete(directory.resolve("old").resolve("gateway.db"));
    RestoreSummary unused = Restore.run(made, old, ANYTHING, AT_RESTORE);
    try (GatewayStore store = opened(old)) {
      assertThat(delivery(store, 1).state()).isEqualTo(DeliveryState.SUBMITTED);
    }
  }

  /** As operators copied stores before there were backups. */
  @Test
  void restoresAPlainCopyOfAStoppedStore() throws IOException {
    StoreLocation old = place(Database.EMBEDDED, "old");
    try (GatewayStore store = opened(old)) {
      PendingCall unused = insert(store, 1, Optional.empty());
    }
    Path copy = directory.resolve("copy.db");
    Files.copy(directory.resolve("old").resolve("gateway.db"), copy);
    RestoreSummary summary =
        Restore.run(BackupFile.of(copy), place(Database.POSTGRES, "new"), ANYTHING, AT_RESTORE);
    assertThat(summary.madeAt())
        .as("the newest time in it")
        .isEqualTo(Instant.parse("2026-11-21T04:00:00Z"));
    assertThat(summary.unknownSubmissions()).isEqualTo(1);
  }

  @Test
  void refusesTheDatabaseOfARunningGatewayAsABackup() {
    StoreLocation old = place(Database.EMBEDDED, "old");
    try (GatewayStore store = opened(old)) {
      PendingCall unused = insert(store, 1, Optional.empty());
      assertRefused(
          () -> BackupFile.of(directory.resolve("old").resolve("gateway.db")),
          "gateway that runs",
          "Make a backup of it");
    }
  }

  @Test
  void refusesOtherFiles() throws Exception {
    Path other = Files.writeString(directory.resolve("other"), "Not a database at all");
    assertRefused(() -> BackupFile.of(other), "is no backup of a store of Yizhan");
    assertRefused(() -> BackupFile.of(directory.resolve("missing")), "cannot be read");
    Path empty = directory.resolve("empty.db");
    try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + empty);
        var statement = connection.createStatement()) {
      statement.execute("CREATE TABLE contacts (name TEXT)");
    }
    assertRefused(
        () ->
            Restore.run(
                BackupFile.of(empty), place(Database.EMBEDDED, "new"), ANYTHING, AT_RESTORE),
        "is no backup of a store of Yizhan");
    assertThat(directory.resolve("new")).doesNotExist();
  }

  @Test
  void findsDamage() throws IOException {
    StoreLocation old = place(Database.EMBEDDED, "old");
    try (GatewayStore store = opened(old)) {
      for (long id = 1; id <= 50; id++) {
        PendingCall unused = insert(store, id, Optional.empty());
      }
    }
    BackupFile made = backup(old);
    try (RandomAccessFile file = new RandomAccessFile(made.path().toFile(), "rw")) {
      for (long at = 4096; at < file.length(); at += 4096) {
        file.seek(at);
        file.write(new byte[64]);
      }
    }
    assertRefused(
        () -> Restore.run(made, place(Database.EMBEDDED, "new"), ANYTHING, AT_RESTORE),
        "is damaged, and nothing was changed");
    assertThat(directory.resolve("new")).doesNotExist();
    assertRefused(() -> Verification.of(made, StoreContract.KEYS), "cannot be read");
  }

  @Test
  void findsValuesThatTheKeysDoNotDecrypt() {
    StoreLocation old = place(Database.EMBEDDED, "old");
    try (GatewayStore store = opened(old)) {
      PendingCall unused = insert(store, 1, Optional.empty());
      receive(store, "甲");
    }
    BackupFile made = backup(old);
    KeyRing other = KeyRing.parse(Base64.getEncoder().encodeToString(new byte[32]));
    assertThat(Verification.of(made, other).errors())
        .containsExactlyInAnyOrder(
            "1 of 1 texts of submissions cannot be decrypted with the configured keys",
            "1 of 1 inbound messages cannot be decrypted with the configured keys",
            "1 of 1 vendors' answers cannot be decrypted with the configured keys");
    assertThat(Verification.of(made, StoreContract.KEYS).errors()).isEmpty();
  }

  @Test
  void refusesABackupOfANewerGateway() throws Exception {
    StoreLocation old = place(Database.EMBEDDED, "old");
    opened(old).close();
    BackupFile made = backup(old);
    NewerStore.insertMigration("jdbc:sqlite:" + made.path(), "", "");
    NewerStore.assertRefused(
        () -> Restore.run(made, place(Database.EMBEDDED, "new"), ANYTHING, AT_RESTORE), "SQLite");
    assertThat(directory.resolve("new").resolve("gateway.db")).doesNotExist();
  }

  /** Its tables may have other columns than those that this program copies. */
  @Test
  void refusesToCopyAPostgresStoreOfAnotherVersion() {
    StoreLocation.Server old = (StoreLocation.Server) place(Database.POSTGRES, "old");
    assertRefused(() -> backup(old), "has version", "Use the version of Yizhan that runs");
    assertThat(directory.resolve("store.backup")).doesNotExist();
  }

  @Test
  void beginsAgainAfterABackupThatWasCutShort() throws IOException {
    StoreLocation old = place(Database.EMBEDDED, "old");
    opened(old).close();
    Path left = Files.createDirectory(directory.resolve("store.backup.part"));
    Files.copy(
        directory.resolve("old").resolve("gateway.db"),
        left.resolve("gateway.db"),
        StandardCopyOption.REPLACE_EXISTING);
    assertThat(Verification.of(backup(old), StoreContract.KEYS).errors()).isEmpty();
    assertThat(left).doesNotExist();
  }

  private static void assertRefused(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable work, String... parts) {
    assertThatExceptionOfType(StoreException.class)
        .isThrownBy(work)
        .withMessageContainingAll(parts);
  }
}
