package dev.yizhan.gateway.core.event;

import dev.yizhan.gateway.core.channel.Circuit;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import java.time.Duration;
import java.util.Optional;

/**
 * Receives events for logs and metrics, on the threads that do the work: an implementation must be
 * fast and must not throw.
 */
public interface Events {

  Events NONE = new Events() {};

  /** A submission was stored. */
  default void submitted(NewSubmission submission) {}

  /** A call to a vendor has ended. */
  default void callEnded(PendingCall call, CallRecord record) {}

  /** A vendor was polled for records, or queried for a balance. */
  default void vendorQueried(VendorQuery query) {}

  /**
   * A request was answered.
   *
   * @param service for example {@code consumer}
   * @param fault empty if it succeeded
   */
  default void requestAnswered(String service, Optional<FaultCode> fault, Duration took) {}

  /**
   * A vendor stopped answering, is tried once, or answers again.
   *
   * @param channel over which it is called
   */
  default void circuitChanged(String channel, Circuit circuit) {}

  /** A transaction was committed, or failed. */
  default void committed(boolean succeeded, Duration took) {}

  /** A delivery to a callback has ended. */
  default void callbackEnded(CallbackEnd end) {}

  /**
   * An operator changed something.
   *
   * @param action for example {@code suspended}
   * @param target the submission, channel or account
   */
  default void operatorActed(String action, String operator, String target) {}

  /**
   * Recipients got nothing, since they have opted out.
   *
   * @param consumer who sent
   */
  default void optedOut(String consumer, OptOutPoint point, int recipients) {}

  /** When a recipient was found to have opted out. */
  enum OptOutPoint {
    /** The submission was refused. */
    SUBMISSION,
    /** The submission had been accepted before. */
    CALL
  }

  /**
   * The end of a delivery to a callback.
   *
   * @param reader {@code callback}, or the login of a front door whose vendor pushes
   * @param kind of the records
   * @param result for example {@code ACCEPTED}
   * @param records how many it had
   */
  record CallbackEnd(
      String consumer, String reader, String kind, String result, int records, Duration took) {}

  /**
   * The end of a poll or balance query.
   *
   * @param kind what was queried
   * @param result for example {@code TAKEN}
   * @param records the number of new records
   * @param isRoutine whether it needs no log entry of its own: it succeeded, or was logged already
   */
  record VendorQuery(
      String account, String kind, String result, int records, boolean isRoutine, Duration took) {}
}
