package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.Ids;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Takes records in, within one transaction: leaves out what has come before, matches them, moves
 * their deliveries, gives them to their consumers and numbers them. The row that counts a
 * consumer's records is locked until the commit, so positions are in the order of commits, whoever
 * writes.
 */
final class Intake {

  private static final Session.OverRows INSERT =
      new Session.OverRows(
          "INSERT INTO record (id, kind, poll, account, consumer, position, number, other_numbers,"
              + " received_at, vendor_time, vendor_id, custom_id, verdict, status, written_to, content,"
              + " submission_id, channel, reference) VALUES ",
          "(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          "");

  private static final Session.OverRows IDENTIFY =
      new Session.OverRows(
          "INSERT INTO record_identity (near, digest, seen_at) VALUES ",
          "(?, ?, ?)",
          " ON CONFLICT (near, digest) DO UPDATE SET seen_at = excluded.seen_at WHERE"
              + " record_identity.seen_at < excluded.seen_at - "
              + Matching.BY_ID.toMillis()
              + " RETURNING digest");

  private static final String COMMA = ",";

  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGEST_BYTES = 16;
  private static final int LONGEST_NEAR = 64;
  private static final int MOST_ASSIGNED = 500;

  private final KeyRing keys;
  private final Ids ids;
  private final String locking;

  Intake(KeyRing keys, Ids ids, Database database) {
    this.keys = keys;
    this.ids = ids;
    this.locking = database.lockingRows();
  }

  long nextId() {
    return ids.next();
  }

  /** How many are new. */
  int take(Session session, long poll, RecordBatch batch, Instant now) throws SQLException {
    List<IncomingRecord> fresh = fresh(session, batch, now);
    if (fresh.isEmpty()) {
      return 0;
    }
    List<OwnedRecord> owned = new ArrayList<>();
    for (IncomingRecord arrival : fresh) {
      owned.add(new OwnedRecord(ids.next(), arrival, Optional.empty(), Optional.empty()));
    }
    owned =
        matched(
            session,
            batch.kind(),
            batch.source().channels(),
            batch.source().ownership(),
            owned,
            now);
    Map<Long, Long> positions = numbered(session, batch.kind(), owned);
    List<Object[]> rows = new ArrayList<>();
    for (OwnedRecord each : owned) {
      rows.add(row(poll, batch, each, Optional.ofNullable(positions.get(each.id())), now));
    }
    return session.updateAll(INSERT, rows);
  }

  private List<IncomingRecord> fresh(Session session, RecordBatch batch, Instant now)
      throws SQLException {
    Map<String, IncomingRecord> byDigest = new LinkedHashMap<>();
    List<Object[]> rows = new ArrayList<>();
    for (IncomingRecord arrival : batch.arrivals()) {
      byte[] digest = digest(batch.source().account(), arrival.identity());
      byDigest.put(HEX.formatHex(digest), arrival);
      rows.add(new Object[] {near(arrival), digest, now.toEpochMilli()});
    }
    Set<String> unseen =
        new HashSet<>(session.listAll(row -> HEX.formatHex(row.getBytes(1)), IDENTIFY, rows));
    byDigest.keySet().retainAll(unseen);
    return List.copyOf(byDigest.values());
  }

  /** Records that come together stand together: a digest alone would be anywhere in the table. */
  private static String near(IncomingRecord arrival) {
    String near =
        arrival
            .vendorId()
            .or(() -> arrival.time().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()))
            .orElse("");
    return near.length() > LONGEST_NEAR ? near.substring(0, LONGEST_NEAR) : near;
  }

  private byte[] digest(String account, String identity) {
    return Arrays.copyOf(keys.digest(account + ' ' + identity), DIGEST_BYTES);
  }

  /** Whether it has not come before. */
  boolean isFresh(Session session, String account, String identity, Instant now)
      throws SQLException {
    return !session
        .listAll(
            row -> true,
            IDENTIFY,
            List.<Object[]>of(new Object[] {"", digest(account, identity), now.toEpochMilli()}))
        .isEmpty();
  }

  /** Finds deliveries and owners, and moves the deliveries. */
  private static List<OwnedRecord> matched(
      Session session,
      RecordKind kind,
      List<String> channels,
      Ownership ownership,
      List<OwnedRecord> records,
      Instant now)
      throws SQLException {
    Matching matching =
        new Matching(
            Deliveries.candidates(
                session, channels, records.stream().map(OwnedRecord::arrival).toList(), now),
            now);
    List<OwnedRecord> matched = new ArrayList<>();
    for (OwnedRecord record : records) {
      Matching.Match match = matching.match(record.arrival(), ownership);
      matched.add(
          new OwnedRecord(record.id(), record.arrival(), match.delivery(), match.consumer()));
    }
    Deliveries.move(session, matched, now);
    return matched;
  }

  /** Positions by record, of those that have a consumer. */
  private static Map<Long, Long> numbered(
      Session session, RecordKind kind, List<OwnedRecord> records) throws SQLException {
    Map<String, List<OwnedRecord>> byConsumer = new TreeMap<>();
    for (OwnedRecord record : records) {
      record
          .consumer()
          .filter(consumer -> !consumer.equals(Ownership.NOBODYS))
          .ifPresent(
              consumer ->
                  byConsumer.computeIfAbsent(consumer, name -> new ArrayList<>()).add(record));
    }
    Map<Long, Long> positions = new LinkedHashMap<>();
    for (Map.Entry<String, List<OwnedRecord>> each : byConsumer.entrySet()) {
      long position = behind(session, each.getKey(), kind, each.getValue().size());
      for (OwnedRecord record : each.getValue()) {
        position++;
        positions.put(record.id(), position);
      }
    }
    return positions;
  }

  /** Takes so many positions for a consumer: the one before the first of them. */
  private static long behind(Session session, String consumer, RecordKind kind, int count)
      throws SQLException {
    return session
            .first(
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

  /** Gives some of an account's records that are nobody's to its owner; how many. */
  int assign(Session session, String account, String owner) throws SQLException {
    int all = 0;
    for (RecordKind kind : RecordKind.values()) {
      List<Long> records =
          session.list(
              row -> row.getLong(1),
              "SELECT id FROM record WHERE consumer = '' AND account = ? AND kind = ? ORDER BY id"
                  + " LIMIT "
                  + MOST_ASSIGNED
                  + locking,
              account,
              kind.name());
      if (!records.isEmpty()) {
        long position = behind(session, owner, kind, records.size());
        List<Object[]> rows = new ArrayList<>();
        for (long record : records) {
          position++;
          rows.add(new Object[] {owner, position, record});
        }
        session.updateAll("UPDATE record SET consumer = ?, position = ? WHERE id = ?", rows);
        all += rows.size();
      }
    }
    return all;
  }

  private byte[] encrypted(long record, String text) {
    return keys.encrypt(text.getBytes(StandardCharsets.UTF_8), InboxRows.place(record));
  }

  private Object[] row(
      long poll, RecordBatch batch, OwnedRecord owned, Optional<Long> position, Instant now) {
    IncomingRecord arrival = owned.arrival();
    List<String> others = arrival.numbers().subList(1, arrival.numbers().size());
    String number = owned.delivery().map(Matching.Candidate::number).orElse(arrival.number());
    return new Object[] {
      owned.id(),
      batch.kind().name(),
      poll,
      batch.source().account(),
      owned.consumer(),
      position,
      number,
      others.isEmpty() ? Optional.empty() : Optional.of(String.join(COMMA, others)),
      now.toEpochMilli(),
      arrival.time().map(Instant::toEpochMilli),
      arrival.vendorId(),
      arrival.customId(),
      arrival.match(report -> Optional.of(report.verdict().name()), message -> Optional.empty()),
      arrival.match(report -> Optional.of(report.status()), message -> Optional.empty()),
      arrival.match(report -> Optional.empty(), IncomingRecord.InboundMessage::to),
      arrival.match(
          report -> Optional.empty(),
          message -> Optional.of(encrypted(owned.id(), message.text()))),
      owned.delivery().map(Matching.Candidate::submission),
      owned.delivery().map(delivery -> delivery.origin().channel()),
      owned.delivery().flatMap(delivery -> delivery.origin().reference())
    };
  }

  /** Reports that wait no longer, of an account that is gone. */
  static void abandon(Session session, Set<Long> records) throws SQLException {
    session.updateAll(
        "UPDATE record SET consumer = '' WHERE id = ?",
        records.stream().map(id -> new Object[] {id}).toList());
  }

  /** Reports that wait, once more; those that came before some time wait no longer. */
  void again(
      Session session,
      List<String> channels,
      Ownership ownership,
      List<OwnedRecord> waiting,
      Set<Long> over,
      Instant now)
      throws SQLException {
    List<OwnedRecord> ended = new ArrayList<>();
    for (OwnedRecord record :
        matched(session, RecordKind.REPORTS, channels, ownership, waiting, now)) {
      if (record.delivery().isPresent()) {
        ended.add(record);
      } else if (over.contains(record.id())) {
        ended.add(
            new OwnedRecord(
                record.id(), record.arrival(), Optional.empty(), Optional.of(ownership.rest())));
      }
    }
    Map<Long, Long> positions = numbered(session, RecordKind.REPORTS, ended);
    session.updateAll(
        "UPDATE record SET consumer = ?, position = ?, number = ?, submission_id = ?, channel = ?,"
            + " reference = ? WHERE id = ?",
        ended.stream()
            .map(
                record ->
                    new Object[] {
                      record.consumer(),
                      Optional.ofNullable(positions.get(record.id())),
                      record
                          .delivery()
                          .map(Matching.Candidate::number)
                          .orElse(record.arrival().number()),
                      record.delivery().map(Matching.Candidate::submission),
                      record.delivery().map(delivery -> delivery.origin().channel()),
                      record.delivery().flatMap(delivery -> delivery.origin().reference()),
                      record.id()
                    })
            .toList());
  }
}
