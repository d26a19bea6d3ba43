package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Matching;
import dev.yizhan.gateway.core.record.RecordBatch;
import dev.yizhan.gateway.store.sql.Session;
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
import java.util.Set;

/** Recognises duplicates of records and pushes by a digest of their identity. */
final class RecordIdentities {

  private static final Session.MultiRowStatement INSERT =
      new Session.MultiRowStatement(
          "INSERT INTO record_identity (near, digest, seen_at) VALUES ",
          "(?, ?, ?)",
          " ON CONFLICT (near, digest) DO UPDATE SET seen_at = excluded.seen_at WHERE"
              + " record_identity.seen_at < excluded.seen_at - "
              + Matching.ID_WINDOW.toMillis()
              + " RETURNING digest");

  private static final HexFormat HEX = HexFormat.of();
  private static final int DIGEST_BYTES = 16;
  private static final int MAX_CLUSTER_KEY = 64;

  private final KeyRing keys;

  RecordIdentities(KeyRing keys) {
    this.keys = keys;
  }

  /** The records of a batch that are not duplicates. */
  List<IncomingRecord> newRecords(Session session, RecordBatch batch, Instant now)
      throws SQLException {
    Map<String, IncomingRecord> byDigest = new LinkedHashMap<>();
    List<Object[]> rows = new ArrayList<>();
    for (IncomingRecord record : batch.records()) {
      byte[] digest = digest(batch.source().account(), record.identity());
      byDigest.put(HEX.formatHex(digest), record);
      rows.add(new Object[] {clusterKey(record), digest, now.toEpochMilli()});
    }
    Set<String> newDigests =
        new HashSet<>(session.queryAll(row -> HEX.formatHex(row.getBytes(1)), INSERT, rows));
    byDigest.keySet().retainAll(newDigests);
    return List.copyOf(byDigest.values());
  }

  boolean isNew(Session session, String account, String identity, Instant now) throws SQLException {
    return !session
        .queryAll(
            row -> true,
            INSERT,
            List.<Object[]>of(new Object[] {"", digest(account, identity), now.toEpochMilli()}))
        .isEmpty();
  }

  /** Keeps the index entries of one answer close together; digests alone would scatter them. */
  private static String clusterKey(IncomingRecord record) {
    String key =
        record
            .vendorId()
            .or(() -> record.time().map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()))
            .orElse("");
    return key.length() > MAX_CLUSTER_KEY ? key.substring(0, MAX_CLUSTER_KEY) : key;
  }

  private byte[] digest(String account, String identity) {
    return Arrays.copyOf(keys.digest(account + ' ' + identity), DIGEST_BYTES);
  }
}
