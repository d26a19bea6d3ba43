package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.RawRequest;
import java.time.Instant;

/**
 * A message that a pretend phone holds.
 *
 * @param phone whose, as the vendor got it
 * @param text what it shows
 * @param vendor which service took it
 * @param vendorId the id that the vendor gave it
 * @param account whose message it was
 * @param extension digits behind the sending number, empty without
 * @param customId the caller's id, empty without
 * @param at when
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
