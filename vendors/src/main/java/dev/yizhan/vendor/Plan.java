package dev.yizhan.vendor;

import java.util.List;

/**
 * A message made ready.
 *
 * @param texts as they will be sent: one, or one for each recipient
 * @param parts how many billed parts the longest of them has
 * @param calls in order; none where something is refused
 * @param refusals what the vendor would surely refuse
 */
public record Plan(List<String> texts, int parts, List<VendorCall> calls, List<Refusal> refusals) {

  /** Copies the lists. */
  public Plan {
    texts = List.copyOf(texts);
    calls = List.copyOf(calls);
    refusals = List.copyOf(refusals);
  }

  /**
   * Counts only: texts stay out of logs.
   *
   * @return how many calls and what is refused
   */
  @Override
  public String toString() {
    return calls.size() + " call(s), refused " + refusals;
  }

  /**
   * The text of a message that has one.
   *
   * @return the first
   */
  public String text() {
    return texts.get(0);
  }
}
