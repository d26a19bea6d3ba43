package dev.yizhan.gateway.core.fault;

import java.util.List;

/**
 * The recipients because of which a request was refused.
 *
 * @param count of all
 * @param listed the first of them
 */
public record RefusedRecipients(int count, List<Refused> listed) {

  /** Most recipients that are listed. */
  public static final int MAX_LISTED = 100;

  public static final RefusedRecipients NONE = new RefusedRecipients(0, List.of());

  /** Copies the list. */
  public RefusedRecipients {
    listed = List.copyOf(listed);
  }

  /**
   * One recipient.
   *
   * @param number as it was given, masked: {@code 138****5678}
   * @param reason why, without the number
   * @param index where it was given, from 0
   * @param code the fault that it alone would cause
   */
  public record Refused(String number, String reason, int index, FaultCode code) {}

  /** Lists the first of all that are refused. */
  public static RefusedRecipients of(List<Refused> all) {
    return new RefusedRecipients(all.size(), all.subList(0, Math.min(all.size(), MAX_LISTED)));
  }
}
