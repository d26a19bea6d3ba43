package dev.yizhan.sandbox.world;

import java.time.Instant;
import java.util.List;

/**
 * What a pretend vendor gave away in one answer, and will not give again.
 *
 * @param vendor {@code winic}, {@code changlong} or {@code winnerlook}
 * @param account to whom
 * @param question {@code reports} or {@code replies}
 * @param records what, in order; none where there was nothing
 * @param at when
 */
public record HandedOut(
    String vendor, String account, String question, List<Item> records, Instant at) {

  /** Copies the list. */
  public HandedOut {
    records = List.copyOf(records);
  }

  /**
   * A receipt, or a reply.
   *
   * @param id the vendor's: of a receipt the message's, of a reply its own, or empty
   * @param phone whose
   * @param text of a reply; empty for a receipt
   */
  public record Item(String id, String phone, String text) {}
}
