package dev.yizhan.gateway.core.fault;

import dev.yizhan.codec.ResultCode;
import java.util.Optional;
import java.util.OptionalLong;

/** A consumer's call that is not done. Its message goes to the consumer: no secret, no text. */
public final class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FaultCode code;
  private final transient Optional<ResultCode> vendorCode;
  private final transient OptionalLong submission;

  private GatewayException(
      FaultCode code, String detail, Optional<ResultCode> vendorCode, OptionalLong submission) {
    super(detail);
    this.code = code;
    this.vendorCode = vendorCode;
    this.submission = submission;
  }

  /**
   * A fault of the consumer's or the gateway's.
   *
   * @param code which
   * @param detail one sentence: what, where, and what to do
   * @return to be thrown
   */
  public static GatewayException of(FaultCode code, String detail) {
    return new GatewayException(code, detail, Optional.empty(), OptionalLong.empty());
  }

  /**
   * A fault about a submission that is, or may be, written down.
   *
   * @param code which
   * @param submission ours
   * @param detail one sentence: what, where, and what to do
   * @return to be thrown
   */
  public static GatewayException about(FaultCode code, long submission, String detail) {
    return new GatewayException(code, detail, Optional.empty(), OptionalLong.of(submission));
  }

  /**
   * A vendor's refusal.
   *
   * @param vendorCode the vendor's word
   * @return to be thrown
   */
  public static GatewayException refused(ResultCode vendorCode) {
    return new GatewayException(
        FaultCode.VENDOR_REFUSED,
        "The vendor answered " + vendorCode.code() + ": " + vendorCode.english(),
        Optional.of(vendorCode),
        OptionalLong.empty());
  }

  /**
   * Which fault it is.
   *
   * @return the code
   */
  public FaultCode code() {
    return code;
  }

  /**
   * Which submission it is about.
   *
   * @return its id, where there is one
   */
  public OptionalLong submission() {
    return submission;
  }

  /**
   * What a vendor said.
   *
   * @return its code, where a vendor said something
   */
  public Optional<ResultCode> vendorCode() {
    return vendorCode;
  }
}
