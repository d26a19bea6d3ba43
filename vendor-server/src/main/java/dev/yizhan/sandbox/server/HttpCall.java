package dev.yizhan.sandbox.server;

import org.jspecify.annotations.Nullable;

/**
 * A request at an address of a vendor's.
 *
 * @param request whose target is one of the vendor's own
 * @param soapAction the header of SOAP 1.1; {@code null} if there is none
 * @param address of the vendor's root as the client sees it, without a slash at its end
 */
public record HttpCall(RawRequest request, @Nullable String soapAction, String address) {}
