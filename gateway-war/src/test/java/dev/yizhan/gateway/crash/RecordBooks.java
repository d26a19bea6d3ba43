package dev.yizhan.gateway.crash;

import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxStore;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.sandbox.world.PollAnswer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Compares three lists of all records: what the vendor simulators returned, what is stored, and
 * what clients fetched.
 */
final class RecordBooks {

  static final List<String> CONSUMERS = List.of("shop", "owner", "bank");
  private static final int PAGE = 1000;
  private static final int ALL = 1_000_000;

  /**
   * The result of the comparison.
   *
   * @param returned records that vendors returned
   * @param stored records that are stored for consumers
   * @param fetched records that clients fetched
   * @param unknownPolls listed polls with unknown result
   * @param ofUnknownPolls records that vendors returned to those
   * @param lost other records that are not stored
   * @param doubled records that are stored twice
   * @param unexplained stored records that no vendor returned, or that a poll with unknown result
   *     has
   * @param unfetched records that clients did not receive, or received differently than stored
   * @param gaps positions without a record
   * @param examples of errors
   */
  record Result(
      int returned,
      int stored,
      int fetched,
      int unknownPolls,
      int ofUnknownPolls,
      int lost,
      int doubled,
      int unexplained,
      int unfetched,
      int gaps,
      List<String> examples) {

    boolean isRight() {
      return lost == 0 && doubled == 0 && unexplained == 0 && unfetched == 0 && gaps == 0;
    }

    static String header() {
      return "| handed out | stored | fetched | polls in doubt | their records | lost | doubled |"
          + " unexplained | unfetched | gaps |\n|---|---|---|---|---|---|---|---|---|---|";
    }

    String row() {
      return "| %d | %d | %d | %d | %d | %d | %d | %d | %d | %d |"
          .formatted(
              returned,
              stored,
              fetched,
              unknownPolls,
              ofUnknownPolls,
              lost,
              doubled,
              unexplained,
              unfetched,
              gaps);
    }
  }

  private RecordBooks() {}

  /** The identity of a record in all lists. */
  static String key(InboxRecord record) {
    return record instanceof InboxMessage message
        ? message.text() + "/" + message.number()
        : record.vendorId().orElse("") + "/" + record.number();
  }

  static List<? extends InboxRecord> page(
      InboxStore inbox, String consumer, RecordKind kind, Optional<Long> after, int most) {
    return switch (kind) {
      case REPORTS -> inbox.reports(consumer, Reader.DEFAULT, after, most);
      case REPLIES -> inbox.messages(consumer, Reader.DEFAULT, after, most);
    };
  }

  private static String key(PollAnswer answer, PollAnswer.Item item) {
    return answer.question().equals("reports")
        ? item.id() + "/" + item.phone()
        : item.text() + "/" + item.phone();
  }

  static Result compare(
      Collection<PollAnswer> handedOut, GatewayStore store, RecordReaders readers) {
    InboxStore inbox = store.inbox();
    Map<String, Map<Long, String>> stored = stored(inbox);
    Map<String, Integer> counts = new HashMap<>();
    int gaps = 0;
    for (Map<Long, String> book : stored.values()) {
      long expected = 1;
      for (Map.Entry<Long, String> record : book.entrySet()) {
        gaps += record.getKey() == expected ? 0 : 1;
        expected = record.getKey() + 1;
        counts.merge(record.getValue(), 1, Integer::sum);
      }
    }
    List<Problem> doubts =
        store.problems().problems(Instant.EPOCH, ALL).stream()
            .filter(problem -> problem.kind() == Problem.Kind.POLL_IN_DOUBT)
            .toList();
    Set<String> known = new HashSet<>();
    List<String> examples = new ArrayList<>();
    int inDoubt = 0;
    int lost = 0;
    int unexplained = 0;
    for (PollAnswer answer : handedOut) {
      boolean doubtful = doubts.stream().anyMatch(doubt -> covers(doubt, answer));
      for (PollAnswer.Item item : answer.records()) {
        String key = key(answer, item);
        known.add(key);
        boolean there = counts.containsKey(key);
        inDoubt += doubtful ? 1 : 0;
        lost += !doubtful && !there ? 1 : 0;
        unexplained += doubtful && there ? 1 : 0;
        if (doubtful == there && examples.size() < 10) {
          examples.add((there ? "unexplained " : "lost ") + answer.vendor() + answer.at() + key);
        }
      }
    }
    int doubled = 0;
    for (Map.Entry<String, Integer> each : counts.entrySet()) {
      unexplained += known.contains(each.getKey()) ? 0 : 1;
      doubled += each.getValue() - 1;
      if ((!known.contains(each.getKey()) || each.getValue() > 1) && examples.size() < 10) {
        examples.add(each.getValue() + " times " + each.getKey());
      }
    }
    int unfetched = readers.changed();
    for (Map.Entry<String, Map<Long, String>> book : stored.entrySet()) {
      if (!readers.books().get(book.getKey()).equals(book.getValue())) {
        unfetched++;
        examples.add("fetched otherwise: " + book.getKey());
      }
    }
    return new Result(
        known.size(),
        counts.values().stream().mapToInt(Integer::intValue).sum(),
        readers.fetched(),
        doubts.size(),
        inDoubt,
        lost,
        doubled,
        unexplained,
        unfetched,
        gaps,
        examples);
  }

  /** How the received callbacks differ from the stored records. */
  static List<String> differences(GatewayStore store, CallbackBook callbacks) {
    List<String> differences = new ArrayList<>();
    if (callbacks.wrong() > 0) {
      differences.add(callbacks.wrong() + " callbacks out of order, or changed");
    }
    for (Map.Entry<String, Map<Long, String>> book : stored(store.inbox()).entrySet()) {
      Map<Long, String> received = callbacks.books().getOrDefault(book.getKey(), Map.of());
      if (!received.equals(book.getValue())) {
        differences.add(
            book.getKey() + ": " + received.size() + " received of " + book.getValue().size());
      }
    }
    return differences;
  }

  /** The lease was held from the poll's start to its end: no other poll was answered in between. */
  private static boolean covers(Problem doubt, PollAnswer answer) {
    return doubt.account().equals(Optional.of(answer.vendor()))
        && doubt.detail().toLowerCase(java.util.Locale.ROOT).contains("for " + answer.question())
        && !answer.at().isBefore(doubt.from().orElseThrow())
        && !answer.at().isAfter(doubt.to().orElseThrow());
  }

  /** All records of a consumer. */
  static List<InboxRecord> records(InboxStore inbox, String consumer, RecordKind kind) {
    List<InboxRecord> records = new ArrayList<>();
    List<? extends InboxRecord> page;
    do {
      long last = records.isEmpty() ? 0 : records.get(records.size() - 1).position();
      page = page(inbox, consumer, kind, Optional.of(last), PAGE);
      records.addAll(page);
    } while (!page.isEmpty());
    return records;
  }

  private static Map<String, Map<Long, String>> stored(InboxStore inbox) {
    Map<String, Map<Long, String>> stored = new TreeMap<>();
    for (String consumer : CONSUMERS) {
      for (RecordKind kind : RecordKind.values()) {
        Map<Long, String> book = new TreeMap<>();
        records(inbox, consumer, kind).forEach(record -> book.put(record.position(), key(record)));
        stored.put(consumer + " " + kind, book);
      }
    }
    return stored;
  }
}
