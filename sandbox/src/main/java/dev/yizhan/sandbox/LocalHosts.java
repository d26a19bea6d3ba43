package dev.yizhan.sandbox;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The names and addresses of this machine, without a look-up, which a web page could steer. */
final class LocalHosts {

  /** The system property with more names, separated by commas. */
  static final String NAMES = "yizhan.sandbox.hosts";

  /** The system property with the address at which the sandbox answers; 127.0.0.1 without it. */
  static final String SERVED = "yizhan.sandbox.address";

  private static final String BYTE = "(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
  private static final Pattern ADDRESS =
      Pattern.compile(BYTE + "(\\." + BYTE + "){3}|[0-9a-fA-F:]*:[0-9a-fA-F:.]*");

  private LocalHosts() {}

  /**
   * Whether a host is this machine: a loopback address, {@code localhost} or a name in {@link
   * #NAMES}.
   */
  static boolean isLocal(String host) {
    String name = plain(host);
    return name.equals("localhost")
        || isAddress(name) && isLoopback(name)
        || configured().contains(name);
  }

  /**
   * Whether a request may name this host. Where other machines are answered, any address may be
   * named: an address cannot be resolved to another one.
   */
  static boolean isAccepted(String host) {
    return isLocal(host)
        || System.getProperty(LocalHosts.SERVED) != null
            && (isAddress(plain(host))
                || plain(host).equals(plain(System.getProperty(LocalHosts.SERVED, ""))));
  }

  private static Set<String> configured() {
    return Arrays.stream(System.getProperty(NAMES, "").split(","))
        .map(LocalHosts::plain)
        .filter(name -> !name.isEmpty())
        .collect(Collectors.toSet());
  }

  private static String plain(String host) {
    return host.strip().toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
  }

  private static boolean isAddress(String name) {
    return ADDRESS.matcher(name).matches();
  }

  private static boolean isLoopback(String address) {
    try {
      return InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }
}
