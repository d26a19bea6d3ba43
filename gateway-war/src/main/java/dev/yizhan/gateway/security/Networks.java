package dev.yizhan.gateway.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;

/**
 * Addresses and networks.
 *
 * @param networks all of them
 */
public record Networks(List<Network> networks) {

  /** None. */
  public static final Networks NONE = new Networks(List.of());

  private static final String LITERAL =
      "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}"
          + "|(?![.])[0-9a-fA-F:.]{0,45}:[0-9a-fA-F:.]{0,45}(%.{0,30})?";

  /** Copies the list. */
  public Networks {
    networks = List.copyOf(networks);
  }

  /**
   * A network.
   *
   * @param address its first address
   * @param bits how many of its bits count
   */
  @SuppressWarnings("ArrayRecordComponent") // Made once, never compared.
  public record Network(byte[] address, int bits) {

    static Network of(String text) {
      int slash = text.indexOf('/');
      byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
      int all = address.length * Byte.SIZE;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException("bits");
      }
      return new Network(address, bits);
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < bits; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        if ((address[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads addresses.
   *
   * @param text for example {@code 118.178.116.15, 10.0.0.0/8, ::1}
   * @return them
   * @throws IllegalArgumentException where one is none; names are none
   */
  public static Networks of(String text) {
    List<Network> networks = new ArrayList<>();
    for (String each : text.split("\\s*,\\s*", -1)) {
      networks.add(Network.of(each));
    }
    return new Networks(networks);
  }

  /**
   * Whether an address is among them.
   *
   * @param address a literal
   * @return whether it is
   * @throws IllegalArgumentException where it is no address
   */
  public boolean contain(String address) {
    byte[] bytes = bytes(address);
    return networks.stream().anyMatch(network -> network.contains(bytes));
  }

  /** Whether a text is an address: no name is ever looked up. */
  static boolean isAddress(String text) {
    try {
      return bytes(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static byte[] bytes(String literal) {
    if (!literal.matches(LITERAL)) {
      throw new IllegalArgumentException("address");
    }
    int zone = literal.indexOf('%');
    try {
      return InetAddress.getByName(zone < 0 ? literal : literal.substring(0, zone)).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("address", e);
    }
  }
}
