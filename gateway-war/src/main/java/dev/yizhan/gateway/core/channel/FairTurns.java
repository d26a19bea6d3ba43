package dev.yizhan.gateway.core.channel;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Takes the queues of a channel in turn: one call of each consumer, then the next one of each.
 * Urgent queues go first, but every fifth call is one of the others while such wait.
 */
public final class FairTurns {

  /** How many urgent calls go before one of the others. */
  static final int URGENT_IN_A_ROW = 4;

  private String lastUrgent = "";
  private String lastOther = "";
  private int urgentInARow;

  /** Starts with the first queue. */
  public FairTurns() {}

  /**
   * Allots calls to queues, and remembers whose turn is next.
   *
   * @param urgent the names of urgent queues with due calls, ascending
   * @param others those of the other queues, ascending
   * @param calls to be allotted
   * @return how many to take from each queue, as if none ran out of calls
   */
  public Map<String, Integer> allot(List<String> urgent, List<String> others, int calls) {
    Map<String, Integer> allotted = new LinkedHashMap<>();
    boolean isEmpty = urgent.isEmpty() && others.isEmpty();
    for (int i = 0; i < calls && !isEmpty; i++) {
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
