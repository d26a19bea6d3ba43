package dev.yizhan.gateway.door;

import dev.yizhan.codec.code.Category;
import dev.yizhan.door.Reason;
import dev.yizhan.gateway.core.fault.FaultCode;
import java.util.Optional;

/** What a client is told of a fault of the gateway, and of a vendor's rejection. */
final class Reasons {

  private Reasons() {}

  /**
   * The reason that a fault is.
   *
   * @return empty if it is unknown whether anything was done
   */
  static Optional<Reason> of(FaultCode fault) {
    return switch (fault) {
      case STORE_IN_DOUBT, STORED_UNREAD, VENDOR_IN_DOUBT, INTERNAL -> Optional.empty();
      case NOT_AUTHENTICATED -> Optional.of(Reason.LOGIN);
      case NOT_ALLOWED, NOT_ENCRYPTED -> Optional.of(Reason.NOT_ALLOWED);
      case RATE_EXCEEDED -> Optional.of(Reason.TOO_FAST);
      case QUOTA_EXCEEDED -> Optional.of(Reason.BALANCE);
      case TEXT_NOT_ENCODABLE, TEXT_FORBIDDEN -> Optional.of(Reason.TEXT);
      case INVALID_RECIPIENT, RECIPIENT_BLOCKED -> Optional.of(Reason.NUMBER);
      case RECIPIENT_OPTED_OUT -> Optional.of(Reason.NUMBER_OPTED_OUT);
      case RECIPIENT_CAP -> Optional.of(Reason.NUMBER_TOO_OFTEN);
      case BUSY,
          UNKNOWN_CHANNEL,
          QUIET_HOURS,
          REQUEST_TOO_SLOW,
          STORE_UNAVAILABLE,
          VENDOR_REFUSED,
          VENDOR_UNAVAILABLE ->
          Optional.of(Reason.UNAVAILABLE);
      case REQUEST_TOO_LARGE,
          NOT_WELL_FORMED,
          NOT_SOAP,
          MUST_UNDERSTAND,
          UNKNOWN_OPERATION,
          INVALID_REQUEST,
          REQUEST_ID_CONFLICT,
          UNKNOWN_SUBMISSION ->
          Optional.of(Reason.PARAMETER);
      case NOT_AVAILABLE, NOT_UNKNOWN, UNKNOWN_ACCOUNT -> Optional.of(Reason.OTHER);
    };
  }

  /**
   * The reason that a vendor's rejection is. What concerns the gateway's own account is not the
   * client's to repair: to it, the service does not work now.
   */
  static Reason of(Category rejection) {
    return switch (rejection) {
      case BALANCE -> Reason.BALANCE;
      case CONTENT -> Reason.TEXT;
      case RECIPIENT -> Reason.NUMBER;
      case AUTHENTICATION, BLOCKED, SCHEDULE, THROTTLED, UNAVAILABLE -> Reason.UNAVAILABLE;
      case PARAMETER, OTHER -> Reason.OTHER;
    };
  }
}
