package dev.yizhan.gateway.core;

import dev.yizhan.vendor.SmsVendor;

/**
 * A way to send over an account.
 *
 * @param name the operator's name for it
 * @param account over which account
 * @param vendorName the protocol, for example {@code winic-http}
 * @param transport for example {@code HTTP POST}
 * @param vendor what speaks the protocol
 * @param rules when it sends, and to whom
 */
public record Channel(
    String name,
    String account,
    String vendorName,
    String transport,
    SmsVendor vendor,
    ChannelRules rules) {}
