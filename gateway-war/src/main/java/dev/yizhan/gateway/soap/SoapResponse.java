package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.soap.request.SoapVersion;
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
