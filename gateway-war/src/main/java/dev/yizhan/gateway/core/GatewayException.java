package dev.yizhan.gateway.core;

import dev.yizhan.codec.ResultCode;
import java.util.Optional;

/** A consumer's call that is not done. Its message goes to the consumer: no secret, no text. */
public final class GatewayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final FaultCode code;
  private final transient Optional<ResultCode> vendorCode;

  private GatewayException(FaultCode code, String detail, Optional<ResultCode> vendorCode) {
    super(detail);
    this.code = code;
    this.vendorCode = vendorCode;
  }

  /**
   * A fault of the consumer's or the gateway's.
   *
   * @param code which
   * @param detail one sentence: what, where, and what to do
   * @return to be thrown
   */
  public static GatewayException of(FaultCode code, String detail) {
    return new GatewayException(code, detail, Optional.empty());
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
        Optional.of(vendorCode));
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
   * What a vendor said.
   *
   * @return its code, where a vendor said something
   */
  public Optional<ResultCode> vendorCode() {
    return vendorCode;
  }
}
