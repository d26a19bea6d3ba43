package dev.yizhan.gateway.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the queues of a channel in turn: one call of each consumer, then the next one of each.
 * Urgent queues go first, but every fifth call is one of the others while such wait.
 */
final class FairTurns {

  /** How many urgent calls go before one of the others. */
  static final int URGENT_IN_A_ROW = 4;

  private String lastUrgent = "";
  private String lastOther = "";
  private int urgentInARow;

  /**
   * Allots calls to queues, and remembers whose turn is next.
   *
   * @param waiting the names of queues with due calls, ascending ({@link CallRows#queue})
   * @param calls to be allotted
   * @return how many to take from each queue, as if none ran out of calls
   */
  Map<String, Integer> allot(List<String> waiting, int calls) {
    List<String> urgent = new ArrayList<>();
    List<String> others = new ArrayList<>();
    for (String queue : waiting) {
      (queue.startsWith("1") ? urgent : others).add(queue);
    }
    Map<String, Integer> allotted = new LinkedHashMap<>();
    for (int i = 0; i < calls && !waiting.isEmpty(); i++) {
      allotted.merge(next(urgent, others), 1, Integer::sum);
    }
    return allotted;
  }

  private String next(List<String> urgent, List<String> others) {
    boolean isUrgent = others.isEmpty() || !urgent.isEmpty() && urgentInARow < URGENT_IN_A_ROW;
    if (isUrgent) {
      urgentInARow = Math.min(urgentInARow + 1, URGENT_IN_A_ROW);
      lastUrgent = after(lastUrgent, urgent);
      return lastUrgent;
    }
    urgentInARow = 0;
    lastOther = after(lastOther, others);
    return lastOther;
  }

  private static String after(String last, List<String> queues) {
    for (String queue : queues) {
      if (queue.compareTo(last) > 0) {
        return queue;
      }
    }
    return queues.get(0);
  }
}
