package dev.yizhan.gateway.store.problem;

import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Channels whose vendor rejects calls because of the account. A rejection costs a statement; an
 * acceptance one each few seconds and channel.
 */
public final class AccountRejections {

  /** How often an acceptance ends the rejections of its channel. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private static final String ADD =
      "INSERT INTO account_rejection (channel, category, vendor_code, meaning, since, last_at,"
          + " rejections) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (channel) DO UPDATE SET category ="
          + " excluded.category, vendor_code = excluded.vendor_code, meaning = excluded.meaning,"
          + " last_at = excluded.last_at, rejections = account_rejection.rejections +"
          + " excluded.rejections";

  /** When the rejections of a channel were ended last. */
  private final Map<String, Instant> endedAt = new ConcurrentHashMap<>();

  /**
   * Takes over the ends of calls.
   *
   * @param ends that are stored in the same transaction
   */
  public void add(Session session, List<CallEnd> ends) throws SQLException {
    // In one order on all nodes, to prevent deadlocks.
    TreeSet<String> accepting = new TreeSet<>();
    TreeMap<String, Row> rejecting = new TreeMap<>();
    for (CallEnd end : ends) {
      String channel = end.record().channel();
      if (end.isRejectionOfAccount()) {
        accepting.remove(channel);
        rejecting.merge(channel, Row.of(end), Row::and);
        endedAt.remove(channel);
      } else if (end.record().outcome() == CallRecord.Result.ACCEPTED && isDue(end)) {
        accepting.add(channel);
        rejecting.remove(channel);
      }
    }
    for (String channel : accepting) {
      session.update("DELETE FROM account_rejection WHERE channel = ?", channel);
    }
    for (Map.Entry<String, Row> entry : rejecting.entrySet()) {
      entry.getValue().add(session, entry.getKey());
    }
  }

  private boolean isDue(CallEnd end) {
    Instant at = end.record().end();
    Instant last = endedAt.get(end.record().channel());
    boolean isDue = last == null || !at.isBefore(last.plus(PAUSE));
    if (isDue) {
      endedAt.put(end.record().channel(), at);
    }
    return isDue;
  }

  private record Row(CallEnd last, Instant since, int count) {

    static Row of(CallEnd end) {
      return new Row(end, end.record().end(), 1);
    }

    Row and(Row next) {
      return new Row(next.last, since, count + next.count);
    }

    void add(Session session, String channel) throws SQLException {
      CallRecord.VendorAnswer answer = last.record().answer();
      session.update(
          ADD,
          channel,
          last.category().orElseThrow().name(),
          answer.code().orElse(""),
          answer.meaning().orElse(""),
          since.toEpochMilli(),
          last.record().end().toEpochMilli(),
          count);
    }
  }

  /** The channels, those rejected last first. */
  public static List<Problem> problems(Session session) throws SQLException {
    return session.query(
        AccountRejections::problem,
        "SELECT channel, category, vendor_code, meaning, since, last_at, rejections FROM"
            + " account_rejection ORDER BY last_at DESC");
  }

  private static Problem problem(ResultSet row) throws SQLException {
    return new Problem(
            Problem.Kind.ACCOUNT_REJECTED,
            Problem.Subject.channel(row.getString(1)),
            Optional.of(Instant.ofEpochMilli(row.getLong(5))),
            Optional.empty(),
            "The vendor rejects calls because of the account ("
                + row.getString(2)
                + "): "
                + row.getString(4)
                + ". Correct that at the vendor or in the configuration; the problem ends with the"
                + " next call that the vendor accepts")
        .with(
            new Problem.Occurrences(
                row.getLong(7),
                Optional.of(Instant.ofEpochMilli(row.getLong(6))),
                Optional.of(row.getString(3))));
  }
}
