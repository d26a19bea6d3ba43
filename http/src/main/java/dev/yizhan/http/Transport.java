package dev.yizhan.http;

/**
 * Carries requests to a vendor's server. {@link VendorHttp} writes them to the network; a decorator
 * may store each answer as soon as it has arrived, and a substitute may replay a stored one.
 */
@FunctionalInterface
public interface Transport {

  /**
   * Writes a request once, and waits for the complete answer. A failure of the network or the
   * server is an {@link Exchange}, not an exception.
   */
  Exchange exchange(VendorRequest request);
}
