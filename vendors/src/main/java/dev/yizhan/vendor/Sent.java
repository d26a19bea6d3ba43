package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A vendor's answer to a call that it accepted.
 *
 * @param ids the vendor's: one for the call, or one for each number that it accepted, in order
 * @param refused how many numbers of the call it did not accept, if nothing says which; with one or
 *     more, the outcome is unknown for every number until its report comes (vendor-rules §4)
 * @param billing of the call
 */
public record Sent(List<String> ids, int refused, Billing billing) {

  /** Copies the list. */
  public Sent {
    ids = List.copyOf(ids);
    requireNonNull(billing, "billing");
  }

  /**
   * All of a call's numbers under one id, without a price.
   *
   * @param id the vendor's
   * @return the answer
   */
  public static Sent withId(String id) {
    return new Sent(List.of(id), 0, Billing.NONE);
  }
}
