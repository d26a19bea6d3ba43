package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.Database;
import dev.yizhan.gateway.store.sql.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Stores records within one transaction: skips duplicates, matches the others, updates their
 * deliveries, assigns them to their owners and numbers them. The counter of a consumer's records is
 * locked until the commit, so that positions are in the order of commits, on whichever node.
 */
final class RecordIntake {

  private static final Session.MultiRowStatement INSERT =
      new Session.MultiRowStatement(
          "INSERT INTO record (id, kind, poll, account, consumer, position, number, other_numbers,"
              + " received_at, vendor_time, vendor_id, custom_id, verdict, status, written_to,"
              + " content, submission_id, channel, reference) VALUES ",
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "");

  private static final String COMMA = ",";

  private static final int MAX_ASSIGNED = 500;

  private final KeyRing keys;
  private final Ids ids;
  private final RecordIdentities identities;
  private final String lockRowsClause;

  RecordIntake(KeyRing keys, Ids ids, RecordIdentities identities, Database database) {
    this.keys = keys;
    this.ids = ids;
    this.identities = identities;
    this.lockRowsClause = database.lockRowsClause();
  }

  long nextId() {
    return ids.next();
  }

  /** Returns how many are new. */
  int store(Session session, long poll, RecordBatch batch, Instant now) throws SQLException {
    List<IncomingRecord> newRecords = identities.newRecords(session, batch, now);
    if (newRecords.isEmpty()) {
      return 0;
    }
    List<OwnedRecord> owned = new ArrayList<>();
    for (IncomingRecord record : newRecords) {
      owned.add(new OwnedRecord(ids.next(), record, Optional.empty(), Optional.empty()));
    }
    owned = match(session, batch.source().channels(), batch.source().ownership(), owned, now);
    Map<Long, Long> positions = assignPositions(session, batch.kind(), owned);
    List<Object[]> rows = new ArrayList<>();
    for (OwnedRecord record : owned) {
      rows.add(row(poll, batch, record, Optional.ofNullable(positions.get(record.id())), now));
    }
    return session.updateAll(INSERT, rows);
  }

  /** Finds deliveries and owners, and applies the reports to the deliveries. */
  private static List<OwnedRecord> match(
      Session session,
      List<String> channels,
      Ownership ownership,
      List<OwnedRecord> records,
      Instant now)
      throws SQLException {
    Matching matching =
        new Matching(
            DeliveryRows.candidates(
                session, channels, records.stream().map(OwnedRecord::record).toList(), now),
            now);
    List<OwnedRecord> matched = new ArrayList<>();
    for (OwnedRecord record : records) {
      Matching.Match match = matching.match(record.record(), ownership);
      matched.add(
          new OwnedRecord(record.id(), record.record(), match.delivery(), match.consumer()));
    }
    DeliveryRows.applyReports(session, matched, now);
    return matched;
  }

  /** Positions by record id, of the records that have an owner. */
  private static Map<Long, Long> assignPositions(
      Session session, RecordKind kind, List<OwnedRecord> records) throws SQLException {
    Map<String, List<OwnedRecord>> byConsumer = new TreeMap<>();
    for (OwnedRecord record : records) {
      record
          .consumer()
          .filter(consumer -> !consumer.equals(Ownership.UNOWNED))
          .ifPresent(
              consumer ->
                  byConsumer.computeIfAbsent(consumer, name -> new ArrayList<>()).add(record));
    }
    Map<Long, Long> positions = new LinkedHashMap<>();
    for (Map.Entry<String, List<OwnedRecord>> entry : byConsumer.entrySet()) {
      long position = reservePositions(session, entry.getKey(), kind, entry.getValue().size());
      for (OwnedRecord record : entry.getValue()) {
        position++;
        positions.put(record.id(), position);
      }
    }
    return positions;
  }

  /** Reserves positions of a consumer; returns the one before the first of them. */
  private static long reservePositions(Session session, String consumer, RecordKind kind, int count)
      throws SQLException {
    return session
            .queryFirst(
                row -> row.getLong(1),
                "INSERT INTO inbox (consumer, kind, last, acknowledged) VALUES (?, ?, ?, 0) ON"
                    + " CONFLICT (consumer, kind) DO UPDATE SET last = inbox.last + excluded.last"
                    + " RETURNING last",
                consumer,
                kind.name(),
                count)
            .orElseThrow()
        - count;
  }

  /** Assigns some of an account's records without an owner; returns how many. */
  int assignUnowned(Session session, String account, String owner) throws SQLException {
    int assigned = 0;
    for (RecordKind kind : RecordKind.values()) {
      List<Long> records =
          session.query(
              row -> row.getLong(1),
              "SELECT id FROM record WHERE consumer = '' AND account = ? AND kind = ? ORDER BY id"
                  + " LIMIT "
                  + MAX_ASSIGNED
                  + lockRowsClause,
              account,
              kind.name());
      if (!records.isEmpty()) {
        long position = reservePositions(session, owner, kind, records.size());
        List<Object[]> rows = new ArrayList<>();
        for (long record : records) {
          position++;
          rows.add(new Object[] {owner, position, record});
        }
        session.updateAll("UPDATE record SET consumer = ?, position = ? WHERE id = ?", rows);
        assigned += rows.size();
      }
    }
    return assigned;
  }

  private byte[] encrypt(long record, String text) {
    return keys.encrypt(text.getBytes(StandardCharsets.UTF_8), InboxRows.context(record));
  }

  private Object[] row(
      long poll, RecordBatch batch, OwnedRecord owned, Optional<Long> position, Instant now) {
    IncomingRecord record = owned.record();
    List<String> otherNumbers = record.numbers().subList(1, record.numbers().size());
    String number = owned.delivery().map(Matching.Candidate::number).orElse(record.number());
    return new Object[] {
      owned.id(),
      batch.kind().name(),
      poll,
      batch.source().account(),
      owned.consumer(),
      position,
      number,
      otherNumbers.isEmpty() ? Optional.empty() : Optional.of(String.join(COMMA, otherNumbers)),
      now.toEpochMilli(),
      record.time().map(Instant::toEpochMilli),
      record.vendorId(),
      record.customId(),
      record.match(report -> Optional.of(report.verdict().name()), message -> Optional.empty()),
      record.match(report -> Optional.of(report.status()), message -> Optional.empty()),
      record.match(report -> Optional.empty(), IncomingRecord.InboundMessage::to),
      record.match(
          report -> Optional.empty(), message -> Optional.of(encrypt(owned.id(), message.text()))),
      owned.delivery().map(Matching.Candidate::submission),
      owned.delivery().map(delivery -> delivery.origin().channel()),
      owned.delivery().flatMap(delivery -> delivery.origin().reference())
    };
  }

  /** Ends the waiting of reports whose account is no longer configured. */
  static void disown(Session session, Set<Long> records) throws SQLException {
    session.updateAll(
        "UPDATE record SET consumer = '' WHERE id = ?",
        records.stream().map(id -> new Object[] {id}).toList());
  }

  /** Matches waiting reports again; those that are timed out go to the default consumer. */
  void matchWaiting(
      Session session,
      List<String> channels,
      Ownership ownership,
      List<OwnedRecord> waiting,
      Set<Long> timedOut,
      Instant now)
      throws SQLException {
    List<OwnedRecord> settled = new ArrayList<>();
    for (OwnedRecord record : match(session, channels, ownership, waiting, now)) {
      if (record.delivery().isPresent()) {
        settled.add(record);
      } else if (timedOut.contains(record.id())) {
        settled.add(
            new OwnedRecord(
                record.id(),
                record.record(),
                Optional.empty(),
                Optional.of(ownership.defaultConsumer())));
      }
    }
    Map<Long, Long> positions = assignPositions(session, RecordKind.REPORTS, settled);
    session.updateAll(
        "UPDATE record SET consumer = ?, position = ?, number = ?, submission_id = ?, channel = ?,"
            + " reference = ? WHERE id = ?",
        settled.stream()
            .map(
                record ->
                    new Object[] {
                      record.consumer(),
                      Optional.ofNullable(positions.get(record.id())),
                      record
                          .delivery()
                          .map(Matching.Candidate::number)
                          .orElse(record.record().number()),
                      record.delivery().map(Matching.Candidate::submission),
                      record.delivery().map(delivery -> delivery.origin().channel()),
                      record.delivery().flatMap(delivery -> delivery.origin().reference()),
                      record.id()
                    })
            .toList());
  }
}
