package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.Figure;
import dev.yizhan.gateway.store.rollup.Recount;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.BulkWork;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** SQL for both SQLite and PostgreSQL. */
final class SqlSubmissions implements SubmissionStore {

  private static final String INSERT =
      "INSERT INTO submission (id, consumer, request_id, channel, reference, content, parts,"
          + " created_at, send_at, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT"
          + " (consumer, request_id) WHERE request_id IS NOT NULL DO NOTHING";

  /** Most consumers wait longer for an answer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final String REMOVABLE =
      " WHERE id < ? AND expires_at < ? AND NOT EXISTS (SELECT 1 FROM vendor_call c WHERE"
          + " c.submission_id = s.id AND c.state IN ('QUEUED', 'SUBMITTING')) ORDER BY id LIMIT ";

  private static final int MAX_SUBMISSIONS_REMOVED = 200;
  private static final int MAX_RECIPIENTS_REMOVED = 2000;

  private final GroupCommit writer;
  private final StoreReader reader;
  private final NodeRow node;
  private final ContentCipher cipher;
  private final BulkWork<Prepared, Insertion> insertions = new Insertions();

  /**
   * A submission, encrypted outside the writer's thread.
   *
   * @param texts of the recipients, by position; empty if all have the same
   * @param isAwaited whether somebody waits for the outcome
   */
  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  private record Prepared(
      NewSubmission submission, byte[] content, List<byte[]> texts, boolean isAwaited) {

    Optional<byte[]> text(Recipient recipient) {
      return texts.isEmpty() ? Optional.empty() : Optional.of(texts.get(recipient.position()));
    }
  }

  /** New submissions. */
  private final class Insertions implements BulkWork<Prepared, Insertion> {

    @Override
    public List<Insertion> run(Session session, List<Prepared> prepared) throws SQLException {
      return insertAll(session, prepared);
    }

    @Override
    public Share share(Prepared prepared) {
      return prepared.isAwaited() ? Share.AS_WORK_ENDS : Share.BATCH;
    }
  }

  SqlSubmissions(GroupCommit writer, StoreReader reader, NodeRow node, ContentCipher cipher) {
    this.writer = writer;
    this.reader = reader;
    this.node = node;
    this.cipher = cipher;
  }

  @Override
  public CompletableFuture<Insertion> insertAsync(NewSubmission submission, boolean isAwaited) {
    return writer.submit(
        insertions,
        new Prepared(
            submission,
            cipher.encrypt(submission.id(), submission.content(), submission.fingerprint()),
            cipher.encryptTexts(submission.id(), submission.content()),
            isAwaited),
        PATIENCE);
  }

  private List<Insertion> insertAll(Session session, List<Prepared> prepared) throws SQLException {
    // In one order on all nodes, to prevent deadlocks.
    List<Integer> order =
        IntStream.range(0, prepared.size())
            .boxed()
            .sorted(
                Comparator.comparing(
                    (Integer i) ->
                        prepared.get(i).submission().consumer()
                            + ' '
                            + prepared.get(i).submission().head().requestId().orElse("")))
            .toList();
    int[] inserted =
        session.updateAll(INSERT, order.stream().map(i -> row(prepared.get(i))).toList());
    Insertion[] results = new Insertion[prepared.size()];
    List<Prepared> newSubmissions = new ArrayList<>();
    for (int i = 0; i < inserted.length; i++) {
      NewSubmission submission = prepared.get(order.get(i)).submission();
      if (inserted[i] == 1) {
        results[order.get(i)] = new Insertion.Inserted();
        newSubmissions.add(prepared.get(order.get(i)));
      } else {
        results[order.get(i)] =
            findByRequestId(
                    session, submission.consumer(), submission.head().requestId().orElseThrow())
                .orElseThrow();
      }
    }
    insertCalls(session, newSubmissions);
    return List.of(results);
  }

  private static Object[] row(Prepared prepared) {
    NewSubmission submission = prepared.submission();
    return new Object[] {
      submission.id(),
      submission.consumer(),
      submission.head().requestId(),
      submission.head().channel(),
      submission.head().reference(),
      prepared.content(),
      submission.head().segments(),
      submission.head().createdAt().toEpochMilli(),
      submission.head().sendAt().map(Instant::toEpochMilli),
      submission.expiresAt().toEpochMilli()
    };
  }

  private Optional<Insertion.Repeated> findByRequestId(
      Session session, String consumer, String requestId) throws SQLException {
    return session.queryFirst(
        row ->
            new Insertion.Repeated(
                row.getLong(1), cipher.fingerprint(row.getLong(1), row.getBytes(2))),
        "SELECT id, content FROM submission WHERE consumer = ? AND request_id = ?",
        consumer,
        requestId);
  }

  private void insertCalls(Session session, List<Prepared> all) throws SQLException {
    List<Object[]> calls = new ArrayList<>();
    List<Object[]> deliveries = new ArrayList<>();
    for (Prepared prepared : all) {
      NewSubmission submission = prepared.submission();
      count(session, submission);
      String queue = CallRows.queue(submission.priority(), submission.consumer());
      int number = 0;
      for (NewCall call : submission.calls()) {
        number++;
        boolean claimed = number == 1 && submission.start() == NewSubmission.Start.CLAIMED;
        calls.add(
            CallRows.row(
                new CallKey(submission.id(), number),
                call,
                claimed ? Optional.of(node.id()) : Optional.empty(),
                queue,
                submission.expiresAt()));
        for (Recipient recipient : call.recipients()) {
          deliveries.add(
              new Object[] {
                submission.id(),
                recipient.position(),
                recipient.number().digits(),
                number,
                (claimed ? DeliveryState.SUBMITTING : submission.waiting()).name(),
                submission.head().createdAt().toEpochMilli(),
                submission.content().reference(recipient),
                prepared.text(recipient)
              });
        }
      }
    }
    session.updateAll(CallRows.INSERT, calls);
    session.updateAll(
        "INSERT INTO delivery (submission_id, position, number, call, state, at, reference, text)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        deliveries);
  }

  private static void count(Session session, NewSubmission submission) {
    Rollups rollups = Rollups.of(session);
    RollupKey first =
        RollupKey.of(submission.id(), submission.consumer(), submission.head().channel());
    rollups.at(first).add(Figure.SUBMISSIONS, 1);
    for (NewCall call : submission.calls()) {
      Amounts sums =
          rollups.at(new RollupKey(first.day(), first.consumer(), call.step().channel()));
      int recipients = call.recipients().size();
      sums.add(Figure.RECIPIENTS, recipients);
      sums.add(Figure.SEGMENTS, (long) recipients * submission.head().segments());
    }
  }

  @Override
  public Optional<Insertion.Repeated> findByRequestId(String consumer, String requestId) {
    return reader.read(session -> findByRequestId(session, consumer, requestId));
  }

  @Override
  public Optional<Submission> find(Optional<String> consumer, long id, int from) {
    return reader
        .read(session -> SubmissionRows.find(session, id, from))
        .filter(found -> consumer.isEmpty() || consumer.get().equals(found.consumer()));
  }

  @Override
  public Optional<Restored> lastRestore() {
    return reader.read(
        session ->
            session.queryFirst(
                row ->
                    new Restored(
                        Instant.ofEpochMilli(row.getLong(1)), Instant.ofEpochMilli(row.getLong(2))),
                "SELECT made_at, refuse_until FROM restore ORDER BY restored_at DESC LIMIT 1"));
  }

  @Override
  public boolean cancel(String consumer, long id, Instant now) {
    return writer.write(
        session -> {
          boolean exists =
              session
                  .queryFirst(
                      row -> true,
                      "SELECT 1 FROM submission WHERE id = ? AND consumer = ?",
                      id,
                      consumer)
                  .isPresent();
          if (exists) {
            boolean unused = cancelQueued(session, id, consumer, Optional.empty(), now);
          }
          return exists;
        });
  }

  /**
   * Cancels what waits, and says whether there was anything.
   *
   * @param who the consumer or operator
   */
  static boolean cancelQueued(
      Session session, long id, String who, Optional<String> reason, Instant now)
      throws SQLException {
    List<CallRows.Waiting> waiting =
        session.query(
            CallRows::waiting,
            "UPDATE vendor_call SET state = 'ENDED' WHERE submission_id = ? AND state = 'QUEUED'"
                + " RETURNING "
                + CallRows.WAITING,
            id);
    CallRows.moveRecipients(session, waiting, DeliveryState.CANCELLED, now);
    if (!waiting.isEmpty()) {
      SubmissionRows.addEvent(
          session,
          id,
          new TimelineEvent(
              now,
              TimelineEvent.Kind.CANCELLED,
              Optional.empty(),
              DeliveryState.CANCELLED,
              who,
              reason));
    }
    return !waiting.isEmpty();
  }

  @Override
  public int remove(Instant expiredBefore) {
    List<Object[]> found = reader.read(session -> removable(session, expiredBefore));
    if (!found.isEmpty()) {
      writer.write(
          session -> {
            Recount.fold(session, found.stream().map(row -> (Long) row[0]).toList());
            for (String table : List.of("event", "door_told", "delivery", "vendor_call")) {
              session.updateAll("DELETE FROM " + table + " WHERE submission_id = ?", found);
            }
            return session.updateAll("DELETE FROM submission WHERE id = ?", found);
          });
    }
    return found.size();
  }

  /**
   * Limited by the number of recipients, so that the removal does not block the writer for long.
   */
  private static List<Object[]> removable(Session session, Instant expiredBefore)
      throws SQLException {
    List<Object[]> found = new ArrayList<>();
    long[] recipients = {0};
    session.query(
        row -> {
          recipients[0] += row.getLong(2);
          return recipients[0] <= MAX_RECIPIENTS_REMOVED || found.isEmpty()
              ? found.add(new Object[] {row.getLong(1)})
              : recipients[0];
        },
        "SELECT id, (SELECT COUNT(*) FROM delivery d WHERE d.submission_id = s.id) FROM submission"
            + " s"
            + REMOVABLE
            + MAX_SUBMISSIONS_REMOVED,
        Ids.lowestAt(expiredBefore),
        expiredBefore.toEpochMilli());
    return found;
  }

  @Override
  public Optional<Overdue> overdue(Instant expiredBefore) {
    return reader
        .read(
            session ->
                session.queryFirst(
                    row -> new Overdue(row.getInt(1), Instant.ofEpochMilli(row.getLong(2))),
                    "SELECT COUNT(*), MIN(created_at) FROM (SELECT created_at FROM submission s"
                        + REMOVABLE
                        + MAX_COUNTED
                        + ") AS overdue",
                    Ids.lowestAt(expiredBefore),
                    expiredBefore.toEpochMilli()))
        .filter(overdue -> overdue.count() > 0);
  }

  @Override
  public void forgetUnusedKeys() {
    // Other nodes may still have used the previous key for a while.
    writer.write(
        session -> {
          List<Long> oldest = new ArrayList<>();
          for (String oldestRow :
              List.of(
                  "created_at FROM submission ORDER BY id",
                  "received_at FROM record ORDER BY id",
                  "started_at FROM poll ORDER BY id",
                  "written_at FROM account_password ORDER BY written_at")) {
            session
                .queryFirst(row -> row.getLong(1), "SELECT " + oldestRow + " LIMIT 1")
                .ifPresent(oldest::add);
          }
          return oldest.isEmpty()
              ? 0
              : session.update(
                  "DELETE FROM data_key WHERE EXISTS (SELECT 1 FROM data_key newer WHERE"
                      + " newer.current_since > data_key.current_since AND newer.current_since + ?"
                      + " < ?)",
                  Duration.ofDays(1).toMillis(),
                  Collections.min(oldest));
        });
  }
}
