package dev.yizhan.sandbox.world;

import java.time.Instant;
import java.util.List;

/**
 * What a vendor simulator returned to one poll, and deleted.
 *
 * @param vendor the company, for example {@code winic}
 * @param account whose records they are
 * @param question {@code reports} or {@code replies}
 * @param records in order; may be empty
 */
public record PollAnswer(
    String vendor, String account, String question, List<Item> records, Instant at) {

  /** Copies the list. */
  public PollAnswer {
    records = List.copyOf(records);
  }

  /**
   * A delivery report, or an inbound message.
   *
   * @param id of a delivery report the message's, of an inbound message its own
   * @param text of an inbound message; empty for a delivery report
   */
  public record Item(String id, String phone, String text) {}
}
