package dev.yizhan.gateway.core.fault;

import dev.yizhan.codec.code.ResultCode;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request that failed. Its message goes to the client: it contains no secret and no message text.
 * It has no stack trace: under overload, many are thrown.
 */
public final class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FaultCode code;
  private final transient Optional<ResultCode> vendorCode;
  private final transient OptionalLong submission;
  private final transient RefusedRecipients refusedRecipients;

  private GatewayException(
      FaultCode code,
      String detail,
      Optional<ResultCode> vendorCode,
      OptionalLong submission,
      RefusedRecipients refusedRecipients) {
    super(detail, null, false, false);
    this.code = code;
    this.vendorCode = vendorCode;
    this.submission = submission;
    this.refusedRecipients = refusedRecipients;
  }

  /**
   * A fault that no vendor caused.
   *
   * @param detail what is wrong, where, and what to do
   */
  public static GatewayException of(FaultCode code, String detail) {
    return of(code, detail, RefusedRecipients.NONE);
  }

  /**
   * A fault that recipients caused.
   *
   * @param detail what is wrong with the first of them, and what to do
   */
  public static GatewayException of(FaultCode code, String detail, RefusedRecipients recipients) {
    return new GatewayException(code, detail, Optional.empty(), OptionalLong.empty(), recipients);
  }

  /**
   * A fault about a submission that is stored, or may be.
   *
   * @param submission its id
   * @param detail what is wrong, where, and what to do
   */
  public static GatewayException about(FaultCode code, long submission, String detail) {
    return new GatewayException(
        code, detail, Optional.empty(), OptionalLong.of(submission), RefusedRecipients.NONE);
  }

  /** A vendor's rejection of a query. */
  public static GatewayException refused(ResultCode vendorCode) {
    return new GatewayException(
        FaultCode.VENDOR_REFUSED,
        "The vendor answered " + vendorCode.code() + ": " + vendorCode.english(),
        Optional.of(vendorCode),
        OptionalLong.empty(),
        RefusedRecipients.NONE);
  }

  public FaultCode code() {
    return code;
  }

  /** The id of the submission concerned. */
  public OptionalLong submission() {
    return submission;
  }

  /** The recipients that caused the fault. */
  public RefusedRecipients refusedRecipients() {
    return refusedRecipients;
  }

  /** The vendor's code, if a vendor caused the fault. */
  public Optional<ResultCode> vendorCode() {
    return vendorCode;
  }
}
