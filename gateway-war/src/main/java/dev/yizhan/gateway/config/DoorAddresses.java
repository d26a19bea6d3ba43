package dev.yizhan.gateway.config;

import java.net.InetAddress;
import java.util.List;
import java.util.Set;

/**
 * Where the runnable jar serves a front door at the vendor's own paths, without a prefix.
 *
 * @param door the vendor's name
 * @param hosts names by which clients call, in small letters, without a port
 * @param listeners addresses of this machine that are the front door's alone
 */
public record DoorAddresses(String door, Set<String> hosts, List<Listener> listeners) {

  /** Copies the collections. */
  public DoorAddresses {
    hosts = Set.copyOf(hosts);
    listeners = List.copyOf(listeners);
  }

  /**
   * An address that is listened on.
   *
   * @param secure whether by https, with the server's certificate
   * @param port from 0 to 65535; 0 is a free one
   */
  public record Listener(boolean secure, InetAddress address, int port) {}
}
