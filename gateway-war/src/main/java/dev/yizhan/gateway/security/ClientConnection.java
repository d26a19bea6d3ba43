package dev.yizhan.gateway.security;

/**
 * The client's side of a request's connection, as far as trusted proxies report it.
 *
 * @param address an IPv4 or IPv6 literal
 * @param encrypted whether the client used TLS
 */
public record ClientConnection(String address, boolean encrypted) {}
