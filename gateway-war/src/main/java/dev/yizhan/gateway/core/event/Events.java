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
  default void called(PendingCall call, CallRecord record) {}

  /**
   * A vendor was asked for records, or for a balance.
   *
   * @param asked what came of it
   */
  default void asked(Asked asked) {}

  /**
   * A request was answered.
   *
   * @param service whose
   * @param fault with which fault, if with one
   * @param took how long it took
   */
  default void answered(String service, Optional<FaultCode> fault, Duration took) {}

  /**
   * A group of changes was written down, or could not be.
   *
   * @param isDone whether it was
   * @param took how long it took
   */
  default void committed(boolean isDone, Duration took) {}

  /**
   * An operator did something.
   *
   * @param what one word
   * @param who the operator
   * @param about the submission, the channel or the account
   */
  default void operated(String what, String who, String about) {}

  /**
   * How a question to a vendor ended.
   *
   * @param account over which account
   * @param question for what
   * @param result how
   * @param records how many new ones there were
   * @param isUsual whether it need not be told: it went well, or was told already
   * @param took how long it took
   */
  record Asked(
      String account,
      String question,
      String result,
      int records,
      boolean isUsual,
      Duration took) {}
}
