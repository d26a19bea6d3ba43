package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.operation.Backlog;
import dev.yizhan.gateway.core.operation.OperatorStore;
import dev.yizhan.gateway.core.operation.SearchPage;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What operators ask and do, in SQL. */
final class SqlOperators implements OperatorStore, ChannelStateStore {

  private static final Set<DeliveryState> COMMON =
      EnumSet.of(DeliveryState.SUBMITTING, DeliveryState.SUBMITTED, DeliveryState.DELIVERED);

  private final GroupCommit writer;
  private final Reader reader;

  SqlOperators(GroupCommit writer, Reader reader) {
    this.writer = writer;
    this.reader = reader;
  }

  @Override
  public SearchPage search(SearchQuery query) {
    Condition where = condition(query);
    return reader.read(
        session -> {
          List<Long> ids =
              session.list(
                  row -> row.getLong(1),
                  "SELECT DISTINCT s.id FROM submission s"
                      + where.join
                      + " WHERE "
                      + String.join(" AND ", where.terms)
                      + " ORDER BY s.id DESC LIMIT "
                      + (SearchPage.PAGE + 1),
                  where.values.toArray());
          List<Submission> found = new ArrayList<>();
          for (long id : ids.subList(0, Math.min(ids.size(), SearchPage.PAGE))) {
            SubmissionRows.find(session, id, query.number(), SearchPage.DELIVERIES)
                .ifPresent(found::add);
          }
          return new SearchPage(found, ids.size() > SearchPage.PAGE);
        });
  }

  /** Terms of a WHERE, and what stands for their question marks. */
  private static final class Condition {
    private String join = "";
    private final List<String> terms = new ArrayList<>(List.of("s.id >= ?", "s.id < ?"));
    private final List<Object> values = new ArrayList<>();

    void add(String term, Object... of) {
      terms.add(term);
      values.addAll(List.of(of));
    }
  }

  private static Condition condition(SearchQuery query) {
    Condition where = new Condition();
    where.values.add(query.from().map(Ids::from).orElse(0L));
    where.values.add(
        Math.min(
            query.to().map(Ids::from).orElse(Long.MAX_VALUE),
            query.below().orElse(Long.MAX_VALUE)));
    if (query.number().isPresent() || query.state().isPresent()) {
      where.join = " JOIN delivery d ON d.submission_id = s.id";
    }
    query.number().ifPresent(number -> where.add("d.number = ?", number.digits()));
    // The second term as the index has it: SQLite proves no other.
    query
        .state()
        .ifPresent(
            state ->
                where.add(
                    "d.state = '"
                        + state.name()
                        + "'"
                        + (COMMON.contains(state)
                            ? ""
                            : " AND d.state NOT IN ('SUBMITTING', 'SUBMITTED', 'DELIVERED')")));
    query.consumer().ifPresent(consumer -> where.add("s.consumer = ?", consumer));
    query
        .channel()
        .ifPresent(
            channel ->
                where.add(
                    "EXISTS (SELECT 1 FROM vendor_call c WHERE c.submission_id = s.id AND c.channel ="
                        + " ?)",
                    channel));
    return where;
  }

  @Override
  public Backlog backlog(Instant now) {
    return reader.read(
        session ->
            new Backlog(
                session.list(
                    row ->
                        new Backlog.Due(
                            row.getString(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3))),
                    "SELECT channel, COUNT(*), MIN(due_at) FROM vendor_call WHERE state = 'QUEUED'"
                        + " AND due_at <= ? GROUP BY channel",
                    now.toEpochMilli()),
                session
                    .list(
                        row -> row.getLong(1),
                        "SELECT COUNT(*) FROM delivery WHERE state = 'UNKNOWN' AND state NOT IN"
                            + " ('SUBMITTING', 'SUBMITTED', 'DELIVERED')")
                    .get(0)));
  }

  @Override
  public Optional<DeliveryState> settle(
      long submission, PhoneNumber number, Settlement settlement) {
    return writer.write(
        session -> {
          int settled =
              session.update(
                  "UPDATE delivery SET state = ?, at = ? WHERE submission_id = ? AND number = ? AND"
                      + " state = '"
                      + DeliveryState.UNKNOWN
                      + "'",
                  settlement.state().name(),
                  settlement.at().toEpochMilli(),
                  submission,
                  number.digits());
          if (settled > 0) {
            SubmissionRows.add(
                session,
                submission,
                new TimelineEvent(
                    settlement.at(),
                    TimelineEvent.Kind.SETTLED,
                    Optional.of(number),
                    settlement.state(),
                    settlement.who(),
                    Optional.of(settlement.reason())));
            return Optional.of(DeliveryState.UNKNOWN);
          }
          return session.first(
              row -> DeliveryState.valueOf(row.getString(1)),
              "SELECT state FROM delivery WHERE submission_id = ? AND number = ?",
              submission,
              number.digits());
        });
  }

  @Override
  public Map<String, ChannelState> channelStates() {
    Map<String, ChannelState> states = new HashMap<>();
    reader.read(
        session ->
            session.list(
                row ->
                    states.put(
                        row.getString(1),
                        new ChannelState(
                            row.getInt(2) != 0,
                            row.getString(3),
                            row.getString(4),
                            Instant.ofEpochMilli(row.getLong(5)))),
                "SELECT channel, suspended, who, reason, at FROM channel_state"));
    return states;
  }

  @Override
  public void change(String channel, ChannelState state) {
    writer.write(
        session ->
            session.update(
                "INSERT INTO channel_state (channel, suspended, who, reason, at) VALUES (?, ?, ?, ?,"
                    + " ?) ON CONFLICT (channel) DO UPDATE SET suspended = excluded.suspended, who ="
                    + " excluded.who, reason = excluded.reason, at = excluded.at",
                channel,
                state.suspended() ? 1 : 0,
                state.who(),
                state.reason(),
                state.at().toEpochMilli()));
  }
}
