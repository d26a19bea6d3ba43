package dev.yizhan.gateway.security;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Duration;
import java.util.Optional;

/**
 * Rules for incoming HTTP requests.
 *
 * @param publicAddress under which clients reach the gateway, ending in a slash; empty for the one
 *     of each request
 * @param maxBodyBytes packed and unpacked
 * @param bodyTimeout for the whole body
 * @param clockSkew how far the clocks of callers may differ from this one
 * @param encodedRequests how requests of rpc/encoded callers are answered
 * @param plainHttpAllowed whether passwords may come over connections without TLS
 * @param maxWaiting how many consumers may wait for the outcome of a message
 */
public record EndpointSettings(
    TrustedProxies proxies,
    Optional<String> publicAddress,
    int maxBodyBytes,
    Duration bodyTimeout,
    Duration clockSkew,
    EncodedRequests encodedRequests,
    boolean plainHttpAllowed,
    int maxWaiting) {

  /**
   * Refuses a connection without TLS, unless plain HTTP is allowed.
   *
   * @throws GatewayException {@link FaultCode#NOT_ENCRYPTED}
   */
  public void requireEncryption(ClientConnection client) {
    if (!client.encrypted() && !plainHttpAllowed) {
      throw GatewayException.of(
          FaultCode.NOT_ENCRYPTED,
          "This service accepts https only: a request by http discloses its password");
    }
  }
}
