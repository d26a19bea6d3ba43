package dev.yizhan.gateway.security;

import java.time.Duration;
import java.util.Optional;

/**
 * How requests come in; another one when the configuration changes.
 *
 * @param proxies that are believed
 * @param publicAddress of the gateway, if it is not the one by which a request came; ends in a
 *     slash
 * @param longestBody in bytes
 * @param slowestBody how long a body may take
 */
public record Doorway(
    Proxies proxies, Optional<String> publicAddress, int longestBody, Duration slowestBody) {}
