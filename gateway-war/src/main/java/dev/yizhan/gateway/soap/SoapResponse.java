package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.soap.request.SoapVersion;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;

/**
 * A response.
 *
 * @param status of HTTP
 * @param contentType with its charset
 * @param body the envelope, in UTF-8
 * @param fault the code, if the response is a fault
 */
@SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
record SoapResponse(int status, String contentType, byte[] body, Optional<FaultCode> fault) {

  /** Browsers, too, ask for a password if there is a challenge. */
  private static final Map<String, String> CHALLENGE =
      Map.of("WWW-Authenticate", "Basic realm=\"Yizhan\", charset=\"UTF-8\"");

  /** Password checks wait for five seconds at most, and so do bodies when they are read well. */
  private static final Map<String, String> LATER = Map.of("Retry-After", "5");

  /** Further headers of HTTP, by name. */
  Map<String, String> headers() {
    if (status == HttpServletResponse.SC_UNAUTHORIZED) {
      return CHALLENGE;
    }
    return fault.filter(code -> code == FaultCode.BUSY).isPresent() ? LATER : Map.of();
  }

  /** A fault before the Header of the request was read. */
  static SoapResponse ofFault(SoapVersion version, GatewayException fault) {
    return ofFault(version, fault, FaultHeader.NONE);
  }

  static SoapResponse ofFault(SoapVersion version, GatewayException fault, FaultHeader header) {
    int status =
        switch (fault.code()) {
          case NOT_AUTHENTICATED -> 401;
          case REQUEST_TOO_LARGE -> 413;
          default -> 500;
        };
    return new SoapResponse(
        status,
        version.contentType(),
        FaultWriter.write(version, fault, header),
        Optional.of(fault.code()));
  }
}
