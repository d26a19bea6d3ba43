package dev.yizhan.http;

/**
 * A way to a vendor's server. {@link VendorHttp} is the real one; another may stand in front of it,
 * to keep an answer the instant it has arrived, or in its place, to read a kept answer once more.
 */
@FunctionalInterface
public interface Transport {

  /**
   * Writes a request, once, and waits for the whole answer.
   *
   * @param request what to write
   * @return what came of it; nothing that a network or a server does is an exception
   */
  Exchange exchange(VendorRequest request);
}
