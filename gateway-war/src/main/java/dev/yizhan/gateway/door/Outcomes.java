package dev.yizhan.gateway.door;

import dev.yizhan.codec.code.Category;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Reason;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What the state of a submission means to the client that made it. */
final class Outcomes {

  private Outcomes() {}

  /**
   * Why a submission has failed for all of its numbers; empty if it has not, or nobody knows.
   *
   * @param vendorCodes the codes of a channel's vendor
   */
  static Optional<Reason> failure(
      Submission submission, Function<String, List<ResultCode>> vendorCodes) {
    if (submission.state().equals(DeliveryState.REJECTED.name())) {
      return Optional.of(
          last(submission.calls(), CallRecord.Result.REJECTED)
              .map(call -> Reasons.of(category(call, vendorCodes.apply(call.channel()))))
              .orElse(Reason.OTHER));
    }
    if (submission.deliveries().stream().allMatch(Outcomes::isOptedOut)) {
      return Optional.of(Reason.NUMBER_OPTED_OUT);
    }
    boolean isOver =
        submission.state().equals(DeliveryState.EXPIRED.name())
            || submission.state().equals(DeliveryState.CANCELLED.name());
    return isOver ? Optional.of(Reason.UNAVAILABLE) : Optional.empty();
  }

  private static boolean isOptedOut(Delivery delivery) {
    return delivery.code().equals(Optional.of(FaultCode.RECIPIENT_OPTED_OUT));
  }

  private static Optional<CallRecord> last(List<CallRecord> calls, CallRecord.Result outcome) {
    return calls.stream()
        .filter(call -> call.outcome() == outcome)
        .reduce((earlier, later) -> later);
  }

  /** A vendor's tables may have one code twice: the stored meaning tells which it was. */
  private static Category category(CallRecord call, List<ResultCode> codes) {
    return codes.stream()
        .filter(
            code ->
                call.answer().code().equals(Optional.of(code.code()))
                    && call.answer().meaning().equals(Optional.of(code.english())))
        .map(ResultCode::category)
        .findFirst()
        .orElse(Category.OTHER);
  }

  /** What the vendors charged, in yuan; empty if one of them has not said so. */
  static Optional<BigDecimal> charge(Submission submission) {
    BigDecimal sum = BigDecimal.ZERO;
    for (CallRecord call : submission.calls()) {
      if (call.billing().charge().isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(call.billing().charge().get());
    }
    return submission.calls().isEmpty() ? Optional.empty() : Optional.of(sum);
  }
}
