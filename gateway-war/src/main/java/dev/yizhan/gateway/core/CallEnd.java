package dev.yizhan.gateway.core;

import java.util.List;

/**
 * What came of a call, and what is still to be done for its recipients.
 *
 * @param record what came of it
 * @param messageIds the vendor's ids of the recipients' messages: none, one for all, or one for
 *     each
 * @param further calls for some or all of its recipients, who wait again
 */
public record CallEnd(CallRecord record, List<String> messageIds, List<NewCall> further) {

  /** Copies the lists. */
  public CallEnd {
    messageIds = List.copyOf(messageIds);
    further = List.copyOf(further);
  }

  /**
   * What becomes of the recipients of the call.
   *
   * @return their state; they wait where there are further calls
   */
  public DeliveryState delivery() {
    return further.isEmpty() ? record.outcome().delivery() : DeliveryState.QUEUED;
  }

  /** A call behind which nothing comes. */
  static CallEnd of(CallRecord record, int recipients) {
    return new CallEnd(record, messageIds(record, recipients), List.of());
  }

  /** Each recipient its own id, where the vendor gave as many; else nobody knows whose is whose. */
  static List<String> messageIds(CallRecord record, int recipients) {
    boolean known =
        record.outcome() == CallRecord.Result.ACCEPTED
            && (record.vendorIds().size() == 1 || record.vendorIds().size() == recipients);
    return known ? record.vendorIds() : List.of();
  }
}
