package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.Credentials;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * The Header of a request. A WS-Security header and those of WS-Addressing are understood; others
 * are ignored unless they have {@code mustUnderstand}.
 *
 * @param credentials of the UsernameToken
 * @param expires of the Timestamp
 * @param addressing present if the response must have WS-Addressing headers
 * @param notUnderstood the header that has {@code mustUnderstand} and is not understood
 * @param refusal why the request is not answered, whoever sends it
 */
public record SoapHeader(
    Optional<Credentials> credentials,
    Optional<Instant> expires,
    Optional<Addressing> addressing,
    Optional<QName> notUnderstood,
    Optional<GatewayException> refusal) {

  public static final SoapHeader NONE =
      new SoapHeader(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Refuses a request whose Timestamp is over.
   *
   * @param skew how far the clocks may differ
   * @throws GatewayException {@link FaultCode#NOT_AUTHENTICATED}
   */
  public void requireUnexpired(Instant now, Duration skew) {
    if (expires.filter(end -> end.plus(skew).isBefore(now)).isPresent()) {
      throw GatewayException.of(
          FaultCode.NOT_AUTHENTICATED,
          "The Timestamp of the Security header expired at "
              + expires.get()
              + ", and it is "
              + now
              + " now: check the caller's clock, and send a new Timestamp with each request");
    }
  }

  /** Shows no credentials. */
  @Override
  public String toString() {
    return "SoapHeader";
  }
}
