package dev.yizhan.gateway.security;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.stream.Stream;

/** A set of IPv4 and IPv6 networks. */
public record Networks(List<Network> networks) {

  /** The empty set. */
  public static final Networks NONE = new Networks(List.of());

  private static final String LITERAL =
      "(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}"
          + "|(?![.])[0-9a-fA-F:.]{0,45}:[0-9a-fA-F:.]{0,45}(%.{0,30})?";

  /** Copies the list. */
  public Networks {
    networks = List.copyOf(networks);
  }

  /**
   * A network in CIDR notation (RFC 4632).
   *
   * @param address 4 or 16 bytes
   * @param prefixLength in bits
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared, never changed.
  public record Network(byte[] address, int prefixLength) {

    static Network of(String text) {
      int slash = text.indexOf('/');
      byte[] address = bytes(slash < 0 ? text : text.substring(0, slash));
      int addressLength = address.length * Byte.SIZE;
      int prefixLength = slash < 0 ? addressLength : Integer.parseInt(text.substring(slash + 1));
      if (prefixLength < 0 || prefixLength > addressLength) {
        throw new IllegalArgumentException("prefix length " + prefixLength);
      }
      return new Network(address, prefixLength);
    }

    boolean contains(byte[] other) {
      if (other.length != address.length) {
        return false;
      }
      for (int bit = 0; bit < prefixLength; bit++) {
        int mask = 0x80 >> bit % Byte.SIZE;
        if ((address[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
          return false;
        }
      }
      return true;
    }
  }

  /**
   * Reads addresses and networks with commas between them: {@code 118.178.116.15, 10.0.0.0/8, ::1}.
   *
   * @throws IllegalArgumentException where one is neither; host names are refused
   */
  public static Networks of(String text) {
    return new Networks(Stream.of(text.split("\\s*,\\s*", -1)).map(Network::of).toList());
  }

  /**
   * Whether one of the networks contains an address.
   *
   * @throws IllegalArgumentException where it is not an IPv4 or IPv6 literal
   */
  public boolean contains(String address) {
    byte[] bytes = bytes(address);
    return networks.stream().anyMatch(network -> network.contains(bytes));
  }

  static boolean isAddress(String text) {
    try {
      return bytes(text).length > 0;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Never asks a name server: host names do not pass the pattern. */
  private static byte[] bytes(String literal) {
    if (!literal.matches(LITERAL)) {
      throw new IllegalArgumentException("not an IP address");
    }
    int zone = literal.indexOf('%');
    try {
      return InetAddress.getByName(zone < 0 ? literal : literal.substring(0, zone)).getAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException("not an IP address", e);
    }
  }
}
