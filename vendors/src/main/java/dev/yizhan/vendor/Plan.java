package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A message made ready.
 *
 * @param text as it will go out
 * @param parts how many billed parts each recipient gets
 * @param calls in order; none where something is refused
 * @param refusals what the vendor would surely refuse
 */
public record Plan(String text, int parts, List<VendorCall> calls, List<Refusal> refusals) {

  /** Copies the lists. */
  public Plan {
    requireNonNull(text, "text");
    calls = List.copyOf(calls);
    refusals = List.copyOf(refusals);
  }
}
