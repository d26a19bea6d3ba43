package dev.yizhan.gateway.security;

/**
 * From where a call comes.
 *
 * @param address of who calls
 * @param encrypted whether nobody on the way could read it
 */
public record Caller(String address, boolean encrypted) {}
