package dev.yizhan.vendor;

import java.util.List;

/**
 * A message that is ready to be sent.
 *
 * @param texts as they will be sent: one, or one for each recipient
 * @param segments the number of billed segments of the longest text
 * @param calls in order; none if anything is refused
 * @param refusals what the vendor would surely refuse
 */
public record Plan(
    List<String> texts, int segments, List<VendorCall> calls, List<Refusal> refusals) {

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
