package dev.yizhan.gateway.core.simulation;

import dev.yizhan.codec.PhoneNumber;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What the last four digits of a number do (docs/soap.md, "Test consumers"). */
enum SimulatedOutcome {
  REJECTED("0001"),
  REJECTED_FOR_BALANCE("0002"),
  NOT_SENT("0003"),
  /** The answer is lost, and a report tells that the message was sent. */
  ANSWER_LOST("0004", "DELIVRD"),
  /** The request is lost, and nobody ever knows. */
  LOST("0005"),
  REPORTED_AS_FAILED("0006", "UNDELIV"),
  NEVER_REPORTED("0007"),
  SLOW("0008", "DELIVRD"),
  REPLIES("0009", "DELIVRD"),
  DELIVERED("", "DELIVRD");

  private final String digits;
  private final Optional<String> status;

  SimulatedOutcome(String digits) {
    this.digits = digits;
    this.status = Optional.empty();
  }

  SimulatedOutcome(String digits, String status) {
    this.digits = digits;
    this.status = Optional.of(status);
  }

  static SimulatedOutcome of(PhoneNumber number) {
    return Arrays.stream(values())
        .filter(outcome -> number.digits().endsWith(outcome.digits))
        .findFirst()
        .orElse(DELIVERED);
  }

  /** The answer to a call: that of its first number whose answer is not the usual one. */
  static SimulatedOutcome ofCall(List<PhoneNumber> numbers) {
    return numbers.stream()
        .map(SimulatedOutcome::of)
        .filter(outcome -> outcome.isAboutTheCall())
        .findFirst()
        .orElse(DELIVERED);
  }

  private boolean isAboutTheCall() {
    return switch (this) {
      case REJECTED, REJECTED_FOR_BALANCE, NOT_SENT, ANSWER_LOST, LOST, SLOW -> true;
      case REPORTED_AS_FAILED, NEVER_REPORTED, REPLIES, DELIVERED -> false;
    };
  }

  /** Whether the simulated vendor has the message, whatever it answers. */
  boolean isTaken() {
    return switch (this) {
      case REJECTED, REJECTED_FOR_BALANCE, NOT_SENT, LOST -> false;
      default -> true;
    };
  }

  /** The status of the number's report; empty if none ever comes. */
  Optional<String> status() {
    return status;
  }
}
