package dev.yizhan.gateway.config;

import dev.yizhan.vendor.setting.SettingFormat;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** What may be listened on. */
final class ListenAddresses {

  static final int LAST_PORT = 65535;

  private ListenAddresses() {}

  /**
   * Reads a numeric address. No name is looked up: a configuration must not depend on a name
   * service.
   *
   * @throws IllegalArgumentException if it is none
   */
  static InetAddress numeric(String text) {
    try {
      return SettingFormat.require(InetAddress.getByName(text), text.matches("[0-9a-fA-F.:]+"));
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
