package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.search.FoundRecord;
import dev.yizhan.gateway.core.search.RecordPage;
import dev.yizhan.gateway.core.search.RecordQuery;
import dev.yizhan.gateway.core.search.RecordSearchStore;
import dev.yizhan.gateway.core.search.StoredReply;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** SQL for both SQLite and PostgreSQL. */
final class SqlRecordSearch implements RecordSearchStore {

  private static final String SELECT =
      "SELECT " + InboxRows.COLUMNS + ", consumer FROM record WHERE ";

  private final GroupCommit writer;
  private final StoreReader reader;
  private final Ids ids;
  private final KeyRing keys;

  SqlRecordSearch(GroupCommit writer, StoreReader reader, Ids ids, KeyRing keys) {
    this.writer = writer;
    this.reader = reader;
    this.ids = ids;
    this.keys = keys;
  }

  @Override
  public RecordPage find(RecordQuery query) {
    boolean isByNumber = query.number().isPresent();
    List<FoundRecord> found =
        reader.read(
            session ->
                isByNumber
                    ? byNumber(session, query, query.number().get())
                    : byPosition(session, query, query.consumer().orElseThrow()));
    boolean isCut = found.size() > RecordPage.PAGE;
    List<FoundRecord> page = isCut ? found.subList(0, RecordPage.PAGE) : found;
    return new RecordPage(
        page,
        isCut
            ? Optional.of(page.get(page.size() - 1))
                .map(last -> isByNumber ? last.id() : last.head().position())
            : Optional.empty());
  }

  /** The ids are found first: a planner could prefer to walk through all records of a consumer. */
  private static List<FoundRecord> byNumber(Session session, RecordQuery query, PhoneNumber number)
      throws SQLException {
    List<String> forms = number.storedForms();
    List<Object> values = new ArrayList<>();
    values.add(forms.get(0));
    values.add(forms.get(forms.size() - 1));
    values.add(query.below().orElse(Long.MAX_VALUE));
    values.add(query.kind().name());
    query.consumer().ifPresent(values::add);
    query.to().ifPresent(to -> values.add(to.toEpochMilli()));
    return session.query(
        SqlRecordSearch::found,
        "WITH named AS MATERIALIZED (SELECT id FROM record WHERE number IN (?, ?) AND id < ?) "
            + SELECT
            + "id IN (SELECT id FROM named) AND kind = ?"
            + (query.consumer().isPresent() ? " AND consumer = ?" : "")
            + (query.to().isPresent() ? " AND received_at < ?" : "")
            + " ORDER BY id DESC LIMIT "
            + (RecordPage.PAGE + 1),
        values.toArray());
  }

  private static List<FoundRecord> byPosition(Session session, RecordQuery query, String consumer)
      throws SQLException {
    long below = query.below().orElse(Long.MAX_VALUE);
    if (query.to().isPresent() && query.below().isEmpty()) {
      below = firstAt(session, consumer, query.kind(), query.to().get());
    }
    return session.query(
        SqlRecordSearch::found,
        SELECT
            + "consumer = ? AND kind = ? AND position < ? ORDER BY position DESC LIMIT "
            + (RecordPage.PAGE + 1),
        consumer,
        query.kind().name(),
        below);
  }

  /**
   * The first position whose record had not arrived before a time. Positions are given in the order
   * of time, so it takes as many steps as their number has bits, however old the time is.
   */
  private static long firstAt(Session session, String consumer, RecordKind kind, Instant time)
      throws SQLException {
    long low = 0;
    long high =
        session
                .queryFirst(
                    row -> row.getLong(1),
                    "SELECT last FROM inbox WHERE consumer = ? AND kind = ?",
                    consumer,
                    kind.name())
                .orElse(0L)
            + 1;
    while (low < high) {
      long middle = low + (high - low) / 2;
      boolean isEarlier =
          session
              .queryFirst(
                  row -> row.getLong(1) < time.toEpochMilli(),
                  "SELECT received_at FROM record WHERE consumer = ? AND kind = ? AND position >= ?"
                      + " ORDER BY position LIMIT 1",
                  consumer,
                  kind.name(),
                  middle)
              .orElse(false);
      if (isEarlier) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** By number, since there is no index of submissions. */
  @Override
  public List<FoundRecord> about(
      long submission, List<PhoneNumber> numbers, Instant since, int most) {
    if (numbers.isEmpty()) {
      return List.of();
    }
    List<Object> values = new ArrayList<>();
    numbers.forEach(number -> values.addAll(number.storedForms()));
    String marks = String.join(", ", Collections.nCopies(values.size(), "?"));
    values.add(Ids.lowestAt(since));
    values.add(submission);
    return reader.read(
        session ->
            session.query(
                SqlRecordSearch::found,
                "WITH named AS MATERIALIZED (SELECT id FROM record WHERE number IN ("
                    + marks
                    + ") AND id >= ?) "
                    + SELECT
                    + "id IN (SELECT id FROM named) AND submission_id = ? ORDER BY id LIMIT "
                    + most,
                values.toArray()));
  }

  private static FoundRecord found(ResultSet row) throws SQLException {
    return new FoundRecord(
        row.getLong(14),
        Optional.ofNullable(row.getString(18)),
        InboxRows.head(row),
        Optional.ofNullable(row.getString(10)),
        Optional.ofNullable(row.getString(11)),
        Optional.ofNullable(row.getString(12)));
  }

  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  private record EncryptedReply(String consumer, String number, byte[] content, long position) {}

  @Override
  public Optional<StoredReply> readReply(long id, String who, Instant now) {
    Optional<EncryptedReply> found =
        writer.write(
            session -> {
              Optional<EncryptedReply> reply =
                  session.queryFirst(
                      row ->
                          new EncryptedReply(
                              Optional.ofNullable(row.getString(1)).orElse(""),
                              row.getString(2),
                              row.getBytes(3),
                              row.getLong(4)),
                      "SELECT consumer, number, content, position FROM record WHERE id = ? AND kind"
                          + " = 'REPLIES' AND content IS NOT NULL",
                      id);
              if (reply.isPresent()) {
                int unused =
                    SqlJournal.add(
                        session,
                        ids.next(),
                        JournalEntry.of(
                            now, who, JournalEntry.Action.READ_TEXT, target(reply.get())));
              }
              return reply;
            });
    return found.map(
        reply -> new StoredReply(reply.consumer(), reply.number(), text(id, reply.content())));
  }

  private static String target(EncryptedReply reply) {
    return (reply.consumer() + " " + RecordKind.REPLIES + " " + reply.position()).strip()
        + " "
        + PhoneNumber.mask(reply.number());
  }

  private Optional<String> text(long id, byte[] encrypted) {
    try {
      return Optional.of(
          new String(keys.decrypt(encrypted, InboxRows.context(id)), StandardCharsets.UTF_8));
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }
}
