package dev.yizhan.sandbox.world;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What waits to be handed out, by account. What was handed out is gone. */
final class Mailbox<T> {

  private final Map<String, Deque<T>> waiting = new HashMap<>();

  synchronized void put(String account, T record) {
    waiting.computeIfAbsent(account, name -> new ArrayDeque<>()).addLast(record);
  }

  /** Puts back in front what could not be delivered. */
  synchronized void putBack(String account, List<T> records) {
    Deque<T> queue = waiting.computeIfAbsent(account, name -> new ArrayDeque<>());
    for (int i = records.size() - 1; i >= 0; i--) {
      queue.addFirst(records.get(i));
    }
  }

  synchronized List<T> take(String account, int most, Predicate<T> wanted) {
    List<T> taken = new ArrayList<>();
    Iterator<T> queue = waiting.getOrDefault(account, new ArrayDeque<>()).iterator();
    while (queue.hasNext() && taken.size() < most) {
      T record = queue.next();
      if (wanted.test(record)) {
        taken.add(record);
        queue.remove();
      }
    }
    return taken;
  }

  synchronized List<String> accounts() {
    return List.copyOf(waiting.keySet());
  }

  synchronized void clear() {
    waiting.clear();
  }

  static Predicate<Receipt> due(Instant now) {
    return receipt -> !receipt.at().isAfter(now);
  }
}
