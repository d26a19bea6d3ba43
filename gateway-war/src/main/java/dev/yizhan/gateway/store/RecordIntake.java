package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.record.OwnedRecord;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.RecordSource;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.store.sql.Database;
import dev.yizhan.gateway.store.sql.Session;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
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
              + " content, submission_id, channel, reference, matched_by_number, guess_of, request_id) VALUES ",
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "");

  private static final String COMMA = ",";

  private static final int MAX_ASSIGNED = 500;

  private final KeyRing keys;
  private final Ids ids;
  private final RecordIdentities identities;
  private final OptOutPolicy optOuts;
  private final String lockRowsClause;

  RecordIntake(
      KeyRing keys, Ids ids, RecordIdentities identities, OptOutPolicy optOuts, Database database) {
    this.keys = keys;
    this.ids = ids;
    this.identities = identities;
    this.optOuts = optOuts;
    this.lockRowsClause = database.lockRowsClause();
  }

  long nextId() {
    return ids.next();
  }

  /**
   * Stores what is new of an answer.
   *
   * @param arrivedAt when the answer was received, perhaps long ago
   * @return how many are new
   */
  int store(Session session, long poll, RecordBatch batch, Instant arrivedAt, Instant now)
      throws SQLException {
    List<IncomingRecord> newRecords = identities.newRecords(session, batch, now);
    if (newRecords.isEmpty()) {
      return 0;
    }
    List<OwnedRecord> owned = new ArrayList<>();
    for (IncomingRecord record : newRecords) {
      owned.add(OwnedRecord.unmatched(ids.next(), record));
    }
    List<NumberMatches.Ended> ended = new ArrayList<>();
    owned = match(session, batch.source(), owned, ended, arrivedAt);
    Map<Long, Long> positions = assignPositions(session, batch.kind(), owned);
    List<Object[]> rows = new ArrayList<>();
    for (OwnedRecord record : owned) {
      rows.add(
          row(poll, batch, record, Optional.ofNullable(positions.get(record.id())), arrivedAt));
    }
    int stored = session.updateAll(INSERT, rows);
    NumberMatches.mark(session, ended);
    addOptOuts(session, batch.source().account(), owned, now);
    return stored;
  }

  /** In one order on all nodes, to prevent deadlocks. */
  private void addOptOuts(Session session, String account, List<OwnedRecord> records, Instant now)
      throws SQLException {
    List<OptOut> found = new ArrayList<>();
    for (OwnedRecord record : records) {
      optOut(account, record, now).ifPresent(found::add);
    }
    found.sort(
        Comparator.comparing(OptOut::list).thenComparing(optOut -> optOut.number().digits()));
    for (OptOut optOut : found) {
      int unused = SqlOptOuts.insert(session, ids.next(), optOut);
    }
  }

  /** What belongs to nobody is no opt-out: it is not known from what. */
  private Optional<OptOut> optOut(String account, OwnedRecord owned, Instant now) {
    Optional<OptOutList> list =
        owned
            .consumer()
            .filter(consumer -> !consumer.equals(Ownership.UNOWNED))
            .flatMap(
                consumer ->
                    owned
                        .record()
                        .match(
                            report -> Optional.empty(),
                            message -> optOuts.listAfter(consumer, account, message.text())));
    return list.flatMap(
        to ->
            PhoneNumber.find(number(owned))
                .map(
                    number ->
                        new OptOut(
                            to,
                            number,
                            now,
                            owned.delivery().map(Matching.Candidate::submission),
                            Optional.empty())));
  }

  /** As the delivery has it, or as the vendor wrote it. */
  private static String number(OwnedRecord owned) {
    return owned.delivery().map(Matching.Candidate::number).orElse(owned.record().number());
  }

  /**
   * Finds deliveries and owners, and applies the reports to the deliveries.
   *
   * @param ended receives the matches by number that have ended
   */
  private static List<OwnedRecord> match(
      Session session,
      RecordSource source,
      List<OwnedRecord> records,
      List<NumberMatches.Ended> ended,
      Instant now)
      throws SQLException {
    Matching matching =
        new Matching(
            DeliveryRows.candidates(
                session,
                source.channels(),
                records.stream().map(OwnedRecord::record).toList(),
                now),
            source,
            now);
    List<OwnedRecord> matched = new ArrayList<>();
    for (OwnedRecord record : records) {
      matched.add(record.with(matching.match(record.record())));
    }
    return DeliveryRows.applyReports(session, matched, ended, now);
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
  static long reservePositions(Session session, String consumer, RecordKind kind, int count)
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
    String number = number(owned);
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
      owned.delivery().flatMap(delivery -> delivery.origin().reference()),
      owned.isMatchedByNumber() ? 1 : 0,
      owned.guessOf(),
      owned.delivery().flatMap(delivery -> delivery.origin().requestId())
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
      RecordSource source,
      List<OwnedRecord> waiting,
      Set<Long> timedOut,
      Instant now)
      throws SQLException {
    List<OwnedRecord> settled = new ArrayList<>();
    List<NumberMatches.Ended> ended = new ArrayList<>();
    for (OwnedRecord record : match(session, source, waiting, ended, now)) {
      if (record.delivery().isPresent()) {
        settled.add(record);
      } else if (timedOut.contains(record.id())) {
        settled.add(record.with(Matching.Match.unmatched(source.ownership().defaultConsumer())));
      }
    }
    Map<Long, Long> positions = assignPositions(session, RecordKind.REPORTS, settled);
    session.updateAll(
        "UPDATE record SET consumer = ?, position = ?, number = ?, submission_id = ?, channel = ?,"
            + " reference = ?, matched_by_number = ?, guess_of = ?, request_id = ? WHERE id = ?",
        settled.stream()
            .map(
                record ->
                    new Object[] {
                      record.consumer(),
                      Optional.ofNullable(positions.get(record.id())),
                      number(record),
                      record.delivery().map(Matching.Candidate::submission),
                      record.delivery().map(delivery -> delivery.origin().channel()),
                      record.delivery().flatMap(delivery -> delivery.origin().reference()),
                      record.isMatchedByNumber() ? 1 : 0,
                      record.guessOf(),
                      record.delivery().flatMap(delivery -> delivery.origin().requestId()),
                      record.id()
                    })
            .toList());
    NumberMatches.mark(session, ended);
  }
}
