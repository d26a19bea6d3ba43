package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.OwnedRecord;
import dev.yizhan.vendor.record.Report;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads records. */
final class InboxRows {

  private static final System.Logger LOG = System.getLogger(InboxRows.class.getName());

  static final String COLUMNS =
      "position, account, channel, number, received_at, vendor_time, vendor_id, submission_id,"
          + " reference, verdict, status, written_to, content, id, matched_by_number, replaces,"
          + " request_id";

  private final KeyRing keys;

  InboxRows(KeyRing keys) {
    this.keys = keys;
  }

  static String context(long record) {
    return "record " + record;
  }

  InboxReport report(ResultSet row) throws SQLException {
    return new InboxReport(
        head(row), Report.Verdict.valueOf(row.getString(10)), row.getString(11), optional(row, 16));
  }

  InboxMessage message(ResultSet row) throws SQLException {
    return new InboxMessage(
        head(row), Optional.ofNullable(row.getString(12)), text(row.getLong(14), row.getBytes(13)));
  }

  static InboxRecord.Head head(ResultSet row) throws SQLException {
    return new InboxRecord.Head(
        row.getLong(1),
        row.getString(2),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        optional(row, 6).map(Instant::ofEpochMilli),
        Optional.ofNullable(row.getString(7)),
        new InboxRecord.About(
            optional(row, 8),
            Optional.ofNullable(row.getString(17)),
            Optional.ofNullable(row.getString(9)),
            Optional.ofNullable(row.getString(3)),
            row.getInt(15) == 1));
  }

  static Optional<Long> optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /** A value that was tampered with, or whose key is missing, must not hide all others. */
  private String text(long record, byte[] encrypted) {
    try {
      return new String(keys.decrypt(encrypted, context(record)), StandardCharsets.UTF_8);
    } catch (IllegalStateException e) {
      LOG.log(System.Logger.Level.ERROR, e.getMessage());
      return "(the stored text cannot be decrypted)";
    }
  }

  /** A waiting report as received. Without a time of the vendor's it has that of its arrival. */
  static OwnedRecord waitingReport(ResultSet row) throws SQLException {
    Instant arrival = Instant.ofEpochMilli(row.getLong(8));
    List<String> numbers = new ArrayList<>(List.of(row.getString(2)));
    String otherNumbers = row.getString(3);
    if (otherNumbers != null) {
      numbers.addAll(List.of(otherNumbers.split(",", -1)));
    }
    return OwnedRecord.unmatched(
        row.getLong(1),
        new IncomingRecord.DeliveryReport(
            new IncomingRecord.Head(
                "",
                numbers,
                true,
                Optional.of(optional(row, 10).map(Instant::ofEpochMilli).orElse(arrival)),
                Optional.ofNullable(row.getString(4)),
                Optional.ofNullable(row.getString(5))),
            Report.Verdict.valueOf(row.getString(6)),
            row.getString(7)));
  }
}
