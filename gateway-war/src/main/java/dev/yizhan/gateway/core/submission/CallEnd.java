package dev.yizhan.gateway.core.submission;

import dev.yizhan.codec.code.Category;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The end of a call.
 *
 * @param messageIds the vendor's ids of the recipients' messages: none, one for all, or one for
 *     each
 * @param further calls for some or all of the recipients, which wait again
 * @param category of the vendor's code, if it rejected the call
 */
public record CallEnd(
    CallRecord record,
    List<String> messageIds,
    List<NewCall> further,
    Optional<Category> category) {

  /** What concerns the account and not the message, by the vendor's table of codes. */
  private static final Set<Category> OF_ACCOUNT =
      EnumSet.of(Category.AUTHENTICATION, Category.BALANCE, Category.BLOCKED);

  /** Copies the lists. */
  public CallEnd {
    messageIds = List.copyOf(messageIds);
    further = List.copyOf(further);
  }

  /** The end of a call that the vendor did not reject. */
  public CallEnd(CallRecord record, List<String> messageIds, List<NewCall> further) {
    this(record, messageIds, further, Optional.empty());
  }

  /** With the category of the vendor's code. */
  public CallEnd rejectedAs(Category category) {
    return new CallEnd(record, messageIds, further, Optional.of(category));
  }

  /** Whether the vendor rejected the call because of the account: password, balance, address. */
  public boolean isRejectionOfAccount() {
    return category.filter(OF_ACCOUNT::contains).isPresent();
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
