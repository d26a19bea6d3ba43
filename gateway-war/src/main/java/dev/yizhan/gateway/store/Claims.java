package dev.yizhan.gateway.store;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.FairTurns;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.optout.OptOutPolicy;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.CallStore.Claim;
import dev.yizhan.gateway.core.submission.CallStore.Scope;
import dev.yizhan.gateway.core.submission.ClaimedCall;
import dev.yizhan.gateway.core.submission.ClaimedCalls;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.store.ContentCipher.StoredRecipient;
import dev.yizhan.gateway.store.rollup.Amounts;
import dev.yizhan.gateway.store.rollup.Figure;
import dev.yizhan.gateway.store.rollup.RollupKey;
import dev.yizhan.gateway.store.rollup.Rollups;
import dev.yizhan.gateway.store.sql.BulkWork;
import dev.yizhan.gateway.store.sql.Database;
import dev.yizhan.gateway.store.sql.NodeRow;
import dev.yizhan.gateway.store.sql.Session;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Claims due calls for this node. All claims of one group are made together, after the group's
 * other work: a call that ends and the one that takes its place share a transaction.
 */
final class Claims implements BulkWork<Claims.Request, ClaimedCalls> {

  /** Finds each queue by one step in the index, however many calls wait in it. */
  private static final String WAITING_QUEUES =
      "WITH RECURSIVE waiting (queue) AS (SELECT MIN(queue) FROM vendor_call WHERE state = 'QUEUED'"
          + " AND channel = ? UNION ALL SELECT (SELECT MIN(c.queue) FROM vendor_call c WHERE c.state"
          + " = 'QUEUED' AND c.channel = ? AND c.queue > waiting.queue) FROM waiting WHERE"
          + " waiting.queue IS NOT NULL) SELECT queue FROM waiting WHERE queue IS NOT NULL";

  private static final String CLAIM =
      "WITH picked AS MATERIALIZED (SELECT c.submission_id, c.number FROM vendor_call c WHERE"
          + " c.state = 'QUEUED' AND c.channel = ? AND c.queue = ? AND c.due_at <= ? AND"
          + " c.expires_at > ? AND NOT EXISTS (SELECT 1 FROM channel_state s WHERE s.channel ="
          + " c.channel AND s.suspended = 1)";
  private static final String CLAIM_ORDER = " ORDER BY c.due_at, c.submission_id, c.number LIMIT ?";
  private static final String CLAIM_RESULT =
      ") UPDATE vendor_call SET state = 'SUBMITTING', node = ? WHERE (submission_id, number) IN"
          + " (SELECT submission_id, number FROM picked) RETURNING submission_id, number,"
          + " first_position, last_position, attempt, channel, route, expires_at, due_at";

  /** The list follows. */
  private static final String STOP_OPTED_OUT =
      "UPDATE delivery SET state = 'CANCELLED', code = ?, at = ? WHERE submission_id = ? AND call ="
          + " ? AND position BETWEEN ? AND ? AND state IN ('SCHEDULED', 'QUEUED') AND EXISTS (SELECT"
          + " 1 FROM opt_out o WHERE o.number = delivery.number AND o.list IN ";

  /** So many calls are ended without being made before others of the group get their turn. */
  private static final int MOST_STOPPED = 500;

  /** Recipients whose state an operator has changed get nothing. */
  private static final String START_RECIPIENTS =
      "UPDATE delivery SET state = 'SUBMITTING', at = ? WHERE submission_id = ? AND call = ? AND"
          + " position BETWEEN ? AND ? AND state IN ('SCHEDULED', 'QUEUED') RETURNING position,"
          + " number, text";

  private final NodeRow node;
  private final ContentCipher cipher;
  private final Database database;
  private final OptOutPolicy optOuts;
  private final Map<String, FairTurns> turns = new HashMap<>();

  Claims(NodeRow node, ContentCipher cipher, Database database, OptOutPolicy optOuts) {
    this.node = node;
    this.cipher = cipher;
    this.database = database;
    this.optOuts = optOuts;
  }

  record Request(Claim claim, Instant now) {}

  private record Target(String channel, Scope scope) {}

  /** What a group claims: the texts of its submissions, and what becomes of its calls. */
  private record Group(
      Map<Long, byte[]> contents, List<ClaimedCall> claimed, List<ClaimedCalls.Stopped> stopped) {}

  private record Row(
      CallRows.Range range, RouteStep step, Instant expiresAt, long dueAt, String queue) {

    CallKey key() {
      return range.key();
    }
  }

  @Override
  public boolean runsLate() {
    return true;
  }

  @Override
  public List<ClaimedCalls> run(Session session, List<Request> requests) throws SQLException {
    Map<Target, List<Integer>> byTarget = new LinkedHashMap<>();
    for (int i = 0; i < requests.size(); i++) {
      Claim claim = requests.get(i).claim();
      byTarget
          .computeIfAbsent(new Target(claim.channel(), claim.scope()), key -> new ArrayList<>())
          .add(i);
    }
    ClaimedCalls[] results = new ClaimedCalls[requests.size()];
    Map<Long, byte[]> contents = new HashMap<>();
    for (Map.Entry<Target, List<Integer>> target : byTarget.entrySet()) {
      int limit = 0;
      Instant now = Instant.MIN;
      for (int i : target.getValue()) {
        limit += requests.get(i).claim().limit();
        now = now.isAfter(requests.get(i).now()) ? now : requests.get(i).now();
      }
      Group group = new Group(contents, new ArrayList<>(), new ArrayList<>());
      claim(session, target.getKey(), limit, now, group);
      int from = 0;
      for (int i : target.getValue()) {
        int to = Math.min(group.claimed().size(), from + requests.get(i).claim().limit());
        results[i] =
            new ClaimedCalls(
                group.claimed().subList(from, to), from == 0 ? group.stopped() : List.of());
        from = to;
      }
    }
    return List.of(results);
  }

  private void claim(Session session, Target target, int limit, Instant now, Group group)
      throws SQLException {
    List<String> waiting =
        new ArrayList<>(
            session.query(
                row -> row.getString(1), WAITING_QUEUES, target.channel(), target.channel()));
    // Not in the order of the database, which may depend on its locale.
    Collections.sort(waiting);
    FairTurns fair = turns.computeIfAbsent(target.channel(), channel -> new FairTurns());
    int examined = 0;
    while (group.claimed().size() < limit
        && examined < limit + MOST_STOPPED
        && !waiting.isEmpty()) {
      for (Map.Entry<String, Integer> each :
          fair.allot(urgent(waiting), normal(waiting), limit - group.claimed().size()).entrySet()) {
        List<Row> taken = take(session, target, each.getKey(), each.getValue(), now);
        for (Row row : taken) {
          start(session, row, now, group);
        }
        examined += taken.size();
        if (taken.size() < each.getValue()) {
          waiting.remove(each.getKey());
        }
      }
    }
  }

  private static List<String> urgent(List<String> queues) {
    return queues.stream().filter(CallRows::isUrgent).toList();
  }

  private static List<String> normal(List<String> queues) {
    return queues.stream().filter(queue -> !CallRows.isUrgent(queue)).toList();
  }

  private List<Row> take(Session session, Target target, String queue, int limit, Instant now)
      throws SQLException {
    return session
        .query(
            row -> row(row, queue),
            CLAIM
                + (target.scope() == Scope.WITH_OTHER_CHANNELS ? " AND c.route LIKE '%,%'" : "")
                + CLAIM_ORDER
                + database.lockCallsClause()
                + CLAIM_RESULT,
            target.channel(),
            queue,
            now.toEpochMilli(),
            now.toEpochMilli(),
            limit,
            node.id())
        .stream()
        .sorted(
            Comparator.comparingLong(Row::dueAt)
                .thenComparing(row -> row.key().submission())
                .thenComparing(row -> row.key().number()))
        .toList();
  }

  private static Row row(ResultSet row, String queue) throws SQLException {
    return new Row(
        CallRows.range(row),
        new RouteStep(row.getString(6), List.of(row.getString(7).split(",", -1)), row.getInt(5)),
        Instant.ofEpochMilli(row.getLong(8)),
        row.getLong(9),
        queue);
  }

  private void start(Session session, Row row, Instant now, Group group) throws SQLException {
    CallKey key = row.key();
    int stopped = stopOptedOut(session, row, now);
    List<StoredRecipient> recipients =
        session
            .query(
                Claims::recipient,
                START_RECIPIENTS,
                now.toEpochMilli(),
                key.submission(),
                key.number(),
                row.range().first(),
                row.range().last())
            .stream()
            .sorted(Comparator.comparingInt(stored -> stored.recipient().position()))
            .toList();
    if (stopped > 0) {
      group
          .stopped()
          .add(
              new ClaimedCalls.Stopped(
                  key, CallRows.consumer(row.queue()), stopped, recipients.isEmpty()));
    }
    if (recipients.isEmpty()) {
      session.update(
          "UPDATE vendor_call SET state = 'ENDED' WHERE submission_id = ? AND number = ?",
          key.submission(),
          key.number());
      return;
    }
    byte[] content = group.contents().get(key.submission());
    if (content == null) {
      content =
          session
              .queryFirst(
                  found -> found.getBytes(1),
                  "SELECT content FROM submission WHERE id = ?",
                  key.submission())
              .orElseThrow();
      group.contents().put(key.submission(), content);
    }
    byte[] encrypted = content;
    group.claimed().add(new ClaimedCall(key, () -> decrypted(row, recipients, encrypted)));
  }

  /** Returns how many recipients have opted out since the call began to wait. */
  private int stopOptedOut(Session session, Row row, Instant now) throws SQLException {
    List<OptOutList> lists =
        optOuts.listsFor(
            CallRows.consumer(row.queue()), CallRows.isUrgent(row.queue()), row.step().route());
    if (lists.isEmpty()) {
      return 0;
    }
    List<Object> values =
        new ArrayList<>(
            List.of(
                FaultCode.RECIPIENT_OPTED_OUT.name(),
                now.toEpochMilli(),
                row.key().submission(),
                row.key().number(),
                row.range().first(),
                row.range().last()));
    lists.forEach(list -> values.add(list.toString()));
    int stopped =
        session.update(
            STOP_OPTED_OUT + SqlOptOuts.parameters(lists.size()) + ")", values.toArray());
    if (stopped > 0) {
      Amounts sums =
          Rollups.of(session)
              .at(
                  RollupKey.of(
                      row.key().submission(),
                      CallRows.consumer(row.queue()),
                      row.step().channel()));
      sums.add(DeliveryState.CANCELLED, stopped);
      sums.add(Figure.OPTED_OUT, stopped);
    }
    return stopped;
  }

  private static StoredRecipient recipient(ResultSet row) throws SQLException {
    return new StoredRecipient(
        new Recipient(row.getInt(1), new PhoneNumber(row.getString(2))),
        Optional.ofNullable(row.getBytes(3)));
  }

  private Optional<PendingCall> decrypted(
      Row row, List<StoredRecipient> recipients, byte[] content) {
    return cipher
        .tryDecrypt(row.key().submission(), content, recipients)
        .map(
            message ->
                new PendingCall(
                    row.key(),
                    CallRows.consumer(row.queue()),
                    row.step(),
                    row.expiresAt(),
                    recipients.stream().map(StoredRecipient::recipient).toList(),
                    message,
                    recipients.size() <= row.range().last() - row.range().first()));
  }
}
