package dev.yizhan.gateway.store;

import dev.yizhan.gateway.core.inbox.Arrival;
import dev.yizhan.gateway.core.inbox.InboxRecord;
import dev.yizhan.vendor.Report;
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
          + " reference, verdict, status, written_to, content, id";

  private final KeyRing keys;

  InboxRows(KeyRing keys) {
    this.keys = keys;
  }

  static String place(long record) {
    return "record " + record;
  }

  InboxRecord read(ResultSet row) throws SQLException {
    return new InboxRecord(
        row.getLong(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        optional(row, 6).map(Instant::ofEpochMilli),
        Optional.ofNullable(row.getString(7)),
        optional(row, 8),
        Optional.ofNullable(row.getString(9)),
        Optional.ofNullable(row.getString(10)).map(Report.Verdict::valueOf),
        Optional.ofNullable(row.getString(11)),
        Optional.ofNullable(row.getString(12)),
        text(row.getLong(14), Optional.ofNullable(row.getBytes(13))));
  }

  static Optional<Long> optional(ResultSet row, int column) throws SQLException {
    long value = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(value);
  }

  /** One value that was tampered with, or whose key is lost, must not keep all others back. */
  private Optional<String> text(long id, Optional<byte[]> encrypted) {
    return encrypted.map(
        bytes -> {
          try {
            return new String(keys.decrypt(bytes, place(id)), StandardCharsets.UTF_8);
          } catch (IllegalStateException e) {
            LOG.log(System.Logger.Level.ERROR, e.getMessage());
            return "(the stored text cannot be decrypted)";
          }
        });
  }

  /** A report that waits, as it arrived. */
  static Intake.Owned waiting(ResultSet row) throws SQLException {
    List<String> numbers = new ArrayList<>(List.of(row.getString(2)));
    String others = row.getString(3);
    if (others != null) {
      numbers.addAll(List.of(others.split(",", -1)));
    }
    return new Intake.Owned(
        row.getLong(1),
        new Arrival(
            "",
            numbers,
            true,
            Optional.empty(),
            Optional.ofNullable(row.getString(4)),
            Optional.ofNullable(row.getString(5)),
            Optional.of(Report.Verdict.valueOf(row.getString(6))),
            Optional.of(row.getString(7)),
            Optional.empty(),
            Optional.empty()),
        Optional.empty(),
        Optional.empty());
  }
}
