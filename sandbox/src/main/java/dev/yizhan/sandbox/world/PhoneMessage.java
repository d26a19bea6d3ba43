package dev.yizhan.sandbox.world;

import dev.yizhan.sandbox.server.RawRequest;
import java.time.Instant;

/**
 * A message that a pretend phone holds.
 *
 * @param phone whose
 * @param text what it shows
 * @param vendor which service took it
 * @param vendorId the id that the vendor gave it
 * @param at when
 * @param request the request that brought it
 */
public record PhoneMessage(
    String phone, String text, String vendor, String vendorId, Instant at, RawRequest request) {}
