package dev.yizhan.sandbox.world;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** Records that wait to be fetched, by account. */
final class Mailbox<T> {

  private final Map<String, Deque<T>> waiting = new HashMap<>();

  synchronized void put(String account, T record) {
    waiting.computeIfAbsent(account, name -> new ArrayDeque<>()).addLast(record);
  }

  /** Puts records back at the front, in their order. */
  synchronized void putBack(String account, List<T> records) {
    Deque<T> queue = waiting.computeIfAbsent(account, name -> new ArrayDeque<>());
    for (int i = records.size() - 1; i >= 0; i--) {
      queue.addFirst(records.get(i));
    }
  }

  /** Removes and returns the oldest wanted records. */
  synchronized List<T> take(String account, int limit, Predicate<T> wanted) {
    List<T> taken = new ArrayList<>();
    Iterator<T> queue = waiting.getOrDefault(account, new ArrayDeque<>()).iterator();
    while (queue.hasNext() && taken.size() < limit) {
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
}
