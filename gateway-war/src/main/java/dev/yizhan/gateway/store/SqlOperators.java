package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.ChannelStateStore;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.operation.Backlog;
import dev.yizhan.gateway.core.operation.Cancellation;
import dev.yizhan.gateway.core.operation.OperatorStore;
import dev.yizhan.gateway.core.operation.SearchPage;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.operation.StoredText;
import dev.yizhan.gateway.core.operation.SubmissionName;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.CallTally;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.GroupCommit;
import dev.yizhan.gateway.store.sql.Session;
import dev.yizhan.gateway.store.sql.StoreReader;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

final class SqlOperators implements OperatorStore, ChannelStateStore {

  private static final Set<DeliveryState> UNINDEXED =
      EnumSet.of(DeliveryState.SUBMITTING, DeliveryState.SUBMITTED, DeliveryState.DELIVERED);

  /**
   * Skips from consumer to consumer in the index of request ids: an index of its own would cost
   * each insertion.
   */
  private static final String OF_ANY_CONSUMER =
      "s.id IN (WITH RECURSIVE caller (name) AS (SELECT (SELECT consumer FROM submission WHERE"
          + " request_id IS NOT NULL ORDER BY consumer LIMIT 1) UNION ALL SELECT (SELECT consumer"
          + " FROM submission WHERE request_id IS NOT NULL AND consumer > caller.name ORDER BY"
          + " consumer LIMIT 1) FROM caller WHERE caller.name IS NOT NULL) SELECT found.id FROM"
          + " caller JOIN submission found ON found.consumer = caller.name AND found.request_id ="
          + " ?)";

  private static final String SETTLE =
      "UPDATE delivery SET state = ?, at = ? WHERE submission_id = ? AND number IN (?, ?) AND state"
          + " = 'UNKNOWN' RETURNING state, at, (SELECT c.started_at FROM vendor_call c WHERE"
          + " c.submission_id = delivery.submission_id AND c.number = delivery.call), (SELECT"
          + " c.channel FROM vendor_call c WHERE c.submission_id = delivery.submission_id AND"
          + " c.number = delivery.call), (SELECT s.consumer FROM submission s WHERE s.id ="
          + " delivery.submission_id)";

  private final GroupCommit writer;
  private final StoreReader reader;
  private final Ids ids;
  private final ContentCipher cipher;

  SqlOperators(GroupCommit writer, StoreReader reader, Ids ids, ContentCipher cipher) {
    this.writer = writer;
    this.reader = reader;
    this.ids = ids;
    this.cipher = cipher;
  }

  @Override
  public SearchPage search(SearchQuery query) {
    Condition condition = condition(query);
    return reader.read(
        session -> {
          List<Long> ids =
              session.query(
                  row -> row.getLong(1),
                  "SELECT DISTINCT s.id FROM submission s"
                      + condition.join
                      + " WHERE "
                      + String.join(" AND ", condition.terms)
                      + " ORDER BY s.id DESC LIMIT "
                      + (SearchPage.PAGE + 1),
                  condition.values.toArray());
          List<Submission> found = new ArrayList<>();
          for (long id : ids.subList(0, Math.min(ids.size(), SearchPage.PAGE))) {
            SubmissionRows.find(session, id, SubmissionRows.Filter.of(query), SearchPage.DELIVERIES)
                .ifPresent(found::add);
          }
          return new SearchPage(found, ids.size() > SearchPage.PAGE);
        });
  }

  /** The terms of a WHERE clause, and the values of their parameters. */
  private static final class Condition {
    private String join = "";
    private final List<String> terms = new ArrayList<>(List.of("s.id >= ?", "s.id < ?"));
    private final List<Object> values = new ArrayList<>();

    void add(String term, Object... arguments) {
      terms.add(term);
      values.addAll(List.of(arguments));
    }
  }

  private static Condition condition(SearchQuery query) {
    Condition condition = new Condition();
    condition.values.add(query.from().map(Ids::lowestAt).orElse(0L));
    condition.values.add(
        Math.min(
            query.to().map(Ids::lowestAt).orElse(Long.MAX_VALUE),
            query.below().orElse(Long.MAX_VALUE)));
    if (query.number().isPresent() || query.state().isPresent()) {
      condition.join = " JOIN delivery d ON d.submission_id = s.id";
    }
    query
        .number()
        .map(PhoneNumber::storedForms)
        .ifPresent(
            forms ->
                condition.add("d.number IN (?, ?)", forms.get(0), forms.get(forms.size() - 1)));
    // The second term repeats the partial index's condition: SQLite does not infer it.
    query
        .state()
        .ifPresent(
            state ->
                condition.add(
                    "d.state = '"
                        + state.name()
                        + "'"
                        + (UNINDEXED.contains(state)
                            ? ""
                            : " AND d.state NOT IN ('SUBMITTING', 'SUBMITTED', 'DELIVERED')")));
    query.consumer().ifPresent(consumer -> condition.add("s.consumer = ?", consumer));
    addNames(condition, query);
    query
        .channel()
        .ifPresent(
            channel ->
                condition.add(
                    "EXISTS (SELECT 1 FROM vendor_call c WHERE c.submission_id = s.id AND c.channel"
                        + " = ?)",
                    channel));
    return condition;
  }

  private static void addNames(Condition condition, SearchQuery query) {
    query
        .names()
        .requestId()
        .ifPresent(
            requestId ->
                condition.add(
                    query.consumer().isPresent() ? "s.request_id = ?" : OF_ANY_CONSUMER,
                    requestId));
    query
        .names()
        .reference()
        .ifPresent(
            reference ->
                condition.add(
                    "s.id IN (SELECT id FROM submission WHERE reference = ? UNION ALL SELECT"
                        + " submission_id FROM delivery WHERE reference = ?)",
                    reference,
                    reference));
    query
        .names()
        .vendorId()
        .ifPresent(
            id ->
                condition.add(
                    "s.id IN (SELECT submission_id FROM delivery WHERE vendor_message_id = ? UNION"
                        + " ALL SELECT submission_id FROM delivery WHERE guessed_vendor_id = ? AND"
                        + " guessed_vendor_id <> '')",
                    id,
                    id));
  }

  @Override
  public Backlog backlog(Instant now) {
    return reader.read(
        session ->
            new Backlog(
                session.query(
                    row ->
                        new Backlog.Due(
                            row.getString(1), row.getLong(2), Instant.ofEpochMilli(row.getLong(3))),
                    "SELECT channel, COUNT(*), MIN(due_at) FROM vendor_call WHERE state = 'QUEUED'"
                        + " AND due_at <= ? GROUP BY channel",
                    now.toEpochMilli()),
                session
                    .query(
                        row -> row.getLong(1),
                        "SELECT COUNT(*) FROM delivery WHERE state = 'UNKNOWN' AND state NOT IN"
                            + " ('SUBMITTING', 'SUBMITTED', 'DELIVERED')")
                    .get(0)));
  }

  @Override
  public Optional<DeliveryState> settle(
      long submission, PhoneNumber number, Settlement settlement) {
    List<String> forms = number.storedForms();
    return writer.write(
        session -> {
          int settled = settled(session, submission, forms, settlement);
          if (settled > 0) {
            NumberMatches.settled(session, submission, number.digits());
            SubmissionRows.addEvent(
                session,
                submission,
                new TimelineEvent(
                    settlement.at(),
                    TimelineEvent.Kind.SETTLED,
                    Optional.of(number),
                    settlement.state(),
                    settlement.who(),
                    Optional.of(settlement.reason())));
            int unused =
                SqlJournal.add(
                    session,
                    ids.next(),
                    new JournalEntry(
                        settlement.at(),
                        settlement.who(),
                        JournalEntry.Action.SETTLED,
                        submission
                            + " "
                            + PhoneNumber.mask(number.digits())
                            + " "
                            + settlement.state(),
                        Optional.of(settlement.reason())));
            return Optional.of(DeliveryState.UNKNOWN);
          }
          return session.queryFirst(
              row -> DeliveryState.valueOf(row.getString(1)),
              "SELECT state FROM delivery WHERE submission_id = ? AND number IN (?, ?)",
              submission,
              forms.get(0),
              forms.get(forms.size() - 1));
        });
  }

  /** Returns how many recipients are settled. */
  private static int settled(
      Session session, long submission, List<String> forms, Settlement settlement)
      throws SQLException {
    record Key(String channel, String consumer) {}
    Map<Key, Amounts> sums = new HashMap<>();
    List<Key> settled =
        session.query(
            row -> {
              Key key = new Key(row.getString(4), row.getString(5));
              Amounts each = sums.computeIfAbsent(key, none -> new Amounts());
              each.add(DeliveryState.UNKNOWN, -1);
              CallTally.add(each, row);
              return key;
            },
            SETTLE,
            settlement.state().name(),
            settlement.at().toEpochMilli(),
            submission,
            forms.get(0),
            forms.get(forms.size() - 1));
    sums.forEach(
        (key, each) ->
            Rollups.of(session)
                .at(RollupKey.of(submission, key.consumer(), key.channel()))
                .addAll(each, 1));
    return settled.size();
  }

  @Override
  public Optional<Cancellation> cancel(
      SubmissionName name, String who, String reason, Instant now) {
    return writer.write(
        session -> {
          Optional<Long> id = idOf(session, name);
          if (id.isEmpty()) {
            return Optional.empty();
          }
          boolean isDone =
              SqlSubmissions.cancelQueued(session, id.get(), who, Optional.of(reason), now);
          if (isDone) {
            int unused =
                SqlJournal.add(
                    session,
                    ids.next(),
                    new JournalEntry(
                        now,
                        who,
                        JournalEntry.Action.CANCELLED,
                        id.get().toString(),
                        Optional.of(reason)));
          }
          return SubmissionRows.find(session, id.get(), 0)
              .map(submission -> new Cancellation(isDone, submission));
        });
  }

  private static Optional<Long> idOf(Session session, SubmissionName name) throws SQLException {
    return name.id().isPresent()
        ? session.queryFirst(
            row -> row.getLong(1), "SELECT id FROM submission WHERE id = ?", name.id().get())
        : session.queryFirst(
            row -> row.getLong(1),
            "SELECT id FROM submission WHERE consumer = ? AND request_id = ?",
            name.consumer().orElseThrow(),
            name.requestId().orElseThrow());
  }

  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  private record EncryptedText(byte[] content, ContentCipher.StoredRecipient recipient) {}

  @Override
  public Optional<StoredText> readText(long submission, int position, String who, Instant now) {
    Optional<EncryptedText> found =
        writer.write(
            session -> {
              Optional<EncryptedText> row =
                  session.queryFirst(
                      each ->
                          new EncryptedText(
                              each.getBytes(1),
                              new ContentCipher.StoredRecipient(
                                  new Recipient(position, new PhoneNumber(each.getString(2))),
                                  Optional.ofNullable(each.getBytes(3)))),
                      "SELECT s.content, d.number, d.text FROM submission s JOIN delivery d ON"
                          + " d.submission_id = s.id WHERE s.id = ? AND d.position = ?",
                      submission,
                      position);
              if (row.isPresent()) {
                int unused =
                    SqlJournal.add(
                        session,
                        ids.next(),
                        JournalEntry.of(
                            now,
                            who,
                            JournalEntry.Action.READ_TEXT,
                            submission + " " + row.get().recipient().recipient().number()));
              }
              return row;
            });
    return found.map(
        row ->
            new StoredText(
                row.recipient().recipient().number(),
                cipher
                    .tryDecrypt(submission, row.content(), List.of(row.recipient()))
                    .map(message -> message.texts().get(0))));
  }

  @Override
  public Map<String, ChannelState> channelStates() {
    Map<String, ChannelState> states = new HashMap<>();
    reader.read(
        session ->
            session.query(
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
    int unused =
        writer.write(
            session ->
                changed(session, channel, state)
                    + SqlJournal.add(
                        session,
                        ids.next(),
                        new JournalEntry(
                            state.at(),
                            state.who(),
                            state.suspended()
                                ? JournalEntry.Action.SUSPENDED
                                : JournalEntry.Action.RESUMED,
                            channel,
                            Optional.of(state.reason()))));
  }

  private static int changed(Session session, String channel, ChannelState state)
      throws SQLException {
    return session.update(
        "INSERT INTO channel_state (channel, suspended, who, reason, at) VALUES (?, ?, ?,"
            + " ?, ?) ON CONFLICT (channel) DO UPDATE SET suspended = excluded.suspended,"
            + " who = excluded.who, reason = excluded.reason, at = excluded.at",
        channel,
        state.suspended() ? 1 : 0,
        state.who(),
        state.reason(),
        state.at().toEpochMilli());
  }
}
