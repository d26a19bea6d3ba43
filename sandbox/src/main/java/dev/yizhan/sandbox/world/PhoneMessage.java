package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.RawRequest;
import java.time.Instant;

/**
 * A message that a simulated phone received.
 *
 * @param phone the recipient, in the form that the vendor got
 * @param text decoded
 * @param vendor the service that accepted it, for example {@code winic-http}
 * @param vendorId the vendor's id for it
 * @param account the account that was charged
 * @param extension digits after the sender's number; empty for none
 * @param customId the client's id for it; empty for none
 * @param request the request that brought it
 */
public record PhoneMessage(
    String phone,
    String text,
    String vendor,
    String vendorId,
    String account,
    String extension,
    String customId,
    Instant at,
    RawRequest request) {}
