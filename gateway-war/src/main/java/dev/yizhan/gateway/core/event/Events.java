package dev.yizhan.gateway.core.event;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import java.time.Duration;
import java.util.Optional;

/**
 * Hears what happens, to count it and to write it into the log. It is told by the threads that do
 * the work: it must be quick, and must not throw.
 */
public interface Events {

  /** Hears nothing. */
  Events NONE = new Events() {};

  /**
   * A submission was written down.
   *
   * @param submission which
   */
  default void submitted(NewSubmission submission) {}

  /**
   * A call to a vendor has ended.
   *
   * @param call which
   * @param record what came of it
   */
  default void callEnded(PendingCall call, CallRecord record) {}

  /**
   * A vendor was asked for records, or for a balance.
   *
   * @param query what came of it
   */
  default void vendorQueried(VendorQuery query) {}

  /**
   * A request was answered.
   *
   * @param service whose
   * @param fault with which fault, if with one
   * @param took how long it took
   */
  default void requestAnswered(String service, Optional<FaultCode> fault, Duration took) {}

  /**
   * A group of changes was written down, or could not be.
   *
   * @param succeeded whether it was
   * @param took how long it took
   */
  default void committed(boolean succeeded, Duration took) {}

  /**
   * An operator did something.
   *
   * @param action one word
   * @param operator the operator
   * @param target the submission, the channel or the account
   */
  default void operatorActed(String action, String operator, String target) {}

  /**
   * How a question to a vendor ended.
   *
   * @param account over which account
   * @param kind for what
   * @param result how
   * @param records how many new ones there were
   * @param isRoutine whether it need not be told: it went well, or was told already
   * @param took how long it took
   */
  record VendorQuery(
      String account, String kind, String result, int records, boolean isRoutine, Duration took) {}
}
