package dev.yizhan.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.function.Predicate;

/**
 * Where a callback goes, and to which network addresses it may connect. Whoever sets the name's
 * addresses must not reach servers beside the gateway: its cloud's metadata, its database.
 *
 * @param address http or https, with a host
 * @param allowed which addresses are allowed although they are not public
 */
public record CallbackAddress(URI address, Predicate<InetAddress> allowed) {

  private static final int BYTE = 0xff;

  /** First bytes and lengths in bits of IPv4 networks whose addresses are not public (RFC 6890). */
  private static final int[][] NOT_PUBLIC = {
    {0, 0, 0, 0, 8},
    {10, 0, 0, 0, 8},
    {100, 64, 0, 0, 10},
    {127, 0, 0, 0, 8},
    {169, 254, 0, 0, 16},
    {172, 16, 0, 0, 12},
    {192, 0, 0, 0, 24},
    {192, 0, 2, 0, 24},
    {192, 168, 0, 0, 16},
    {198, 18, 0, 0, 15},
    {198, 51, 100, 0, 24},
    {203, 0, 113, 0, 24},
    {224, 0, 0, 0, 3},
  };

  /** None of a name's addresses is allowed. */
  static final class NotAllowedException extends UnknownHostException {

    private static final long serialVersionUID = 1L;

    NotAllowedException() {
      super("its address is not a public one, and not allowed by callback.private-networks");
    }
  }

  /** Checks the address. */
  public CallbackAddress {
    boolean isHttp = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!isHttp || address.getHost() == null || address.getUserInfo() != null) {
      throw new IllegalArgumentException("The address needs http or https and a host");
    }
  }

  boolean isAllowed(InetAddress resolved) {
    return isPublic(resolved) || allowed.test(resolved);
  }

  /**
   * Whether an address is one of the public Internet: no loopback, private, shared, link-local,
   * multicast or reserved one, and no IPv6 address that stands for an IPv4 one.
   */
  static boolean isPublic(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (address instanceof Inet4Address) {
      for (int[] network : NOT_PUBLIC) {
        if (contains(network, bytes)) {
          return false;
        }
      }
      return true;
    }
    // Global unicast is 2000::/3. 2001::/23 has Teredo and other special ones, 2002::/16 is 6to4.
    int first = (bytes[0] & BYTE) << Byte.SIZE | bytes[1] & BYTE;
    boolean isGlobal = first >= 0x2000 && first <= 0x3fff;
    boolean isSpecial = first == 0x2001 && (bytes[2] & BYTE) < 2 || first == 0x2002;
    boolean isDocumentation = first == 0x2001 && bytes[2] == 0x0d && (bytes[3] & BYTE) == 0xb8;
    return isGlobal && !isSpecial && !isDocumentation;
  }

  private static boolean contains(int[] network, byte[] address) {
    int bits = network[network.length - 1];
    long mask = -1L << Integer.SIZE - bits;
    long difference = 0;
    for (int i = 0; i < address.length; i++) {
      difference = difference << Byte.SIZE | (network[i] ^ address[i] & BYTE);
    }
    return (difference & mask) == 0;
  }
}
