package dev.yizhan.gateway.push;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where a vendor may push an account's records to: {@code /push/TOKEN}. The token is the one secret
 * that stands in a URL, since the vendor has no other place for it.
 *
 * @param account ours
 * @param token 32 hexadecimal digits or more
 * @param addresses from where
 * @param names the vendor's names of the account and its sub-accounts
 * @param answer what the vendor gets when the store has it
 */
public record PushDoor(
    String account, String token, Addresses addresses, Set<String> names, String answer) {

  /** Copies the set; the token's letters become small. */
  public PushDoor {
    token = token.toLowerCase(Locale.ROOT);
    names = Set.copyOf(names);
  }

  /**
   * Whether nobody could tell the two apart.
   *
   * @param other another account's
   * @return whether both have one token
   */
  public boolean hasTokenOf(PushDoor other) {
    return isToken(other.token());
  }

  /** Whether a token is this one, in constant time. */
  boolean isToken(String given) {
    return MessageDigest.isEqual(
        token.getBytes(StandardCharsets.UTF_8),
        given.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Without the token.
   *
   * @return the account
   */
  @Override
  public String toString() {
    return "PushDoor[" + account + "]";
  }

  /**
   * Addresses and networks.
   *
   * @param networks all of them
   */
  public record Addresses(List<Network> networks) {

    /** Copies the list. */
    public Addresses {
      networks = List.copyOf(networks);
    }

    /**
     * Reads addresses.
     *
     * @param text for example {@code 118.178.116.15, 10.0.0.0/8, ::1}
     * @return them
     * @throws IllegalArgumentException where one is none; names are none
     */
    public static Addresses of(String text) {
      List<Network> networks = new ArrayList<>();
      for (String each : text.split("\\s*,\\s*", -1)) {
        networks.add(Network.of(each));
      }
      return new Addresses(networks);
    }

    boolean contain(String address) {
      byte[] bytes = Network.bytes(address);
      return networks.stream().anyMatch(network -> network.contains(bytes));
    }
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

    /** Of a literal: no name is ever looked up. */
    static byte[] bytes(String literal) {
      if (!literal.matches("[0-9]{1,3}(\\.[0-9]{1,3}){3}|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*(%.*)?")) {
        throw new IllegalArgumentException("address");
      }
      int zone = literal.indexOf('%');
      try {
        return InetAddress.getByName(zone < 0 ? literal : literal.substring(0, zone)).getAddress();
      } catch (UnknownHostException e) {
        throw new IllegalArgumentException("address", e);
      }
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
}
