package dev.yizhan.gateway.core.submission;

import java.util.List;

/**
 * The end of a call.
 *
 * @param messageIds the vendor's ids of the recipients' messages: none, one for all, or one for
 *     each
 * @param further calls for some or all of the recipients, which wait again
 */
public record CallEnd(CallRecord record, List<String> messageIds, List<NewCall> further) {

  /** Copies the lists. */
  public CallEnd {
    messageIds = List.copyOf(messageIds);
    further = List.copyOf(further);
  }

  /** The state of the call's recipients; they wait if there are further calls. */
  public DeliveryState delivery() {
    return further.isEmpty() ? record.outcome().delivery() : DeliveryState.QUEUED;
  }

  /** The end of a call without further calls. */
  public static CallEnd of(CallRecord record, int recipients) {
    return new CallEnd(record, messageIds(record, recipients), List.of());
  }

  /**
   * Ids are assigned only if there is one for all or one for each; otherwise it is unknown whose
   * they are.
   */
  static List<String> messageIds(CallRecord record, int recipients) {
    boolean isAssignable =
        record.outcome() == CallRecord.Result.ACCEPTED
            && (record.answer().ids().size() == 1 || record.answer().ids().size() == recipients);
    return isAssignable ? record.answer().ids() : List.of();
  }
}
