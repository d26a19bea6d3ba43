package dev.yizhan.gateway.config;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Vendor;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A channel and what it was made from.
 *
 * @param channel to send over
 * @param vendor whose service it uses
 * @param access where the vendor is, and the account with its configured password
 * @param http the settings of its connections
 * @param opened what is closed when the channel is not used any more
 * @param values the settings as they were written
 */
public record ConfiguredChannel(
    Channel channel,
    Vendor vendor,
    Access access,
    HttpSettings http,
    List<AutoCloseable> opened,
    Map<String, String> values) {

  static ConfiguredChannel of(
      Channel channel,
      Vendor vendor,
      Access access,
      HttpSettings settings,
      VendorHttp http,
      Map<String, String> values) {
    return new ConfiguredChannel(
        channel, vendor, access, settings, List.of(channel.connection(), http), values);
  }

  String name() {
    return channel.name();
  }

  VendorConnection connection() {
    return channel.connection();
  }

  Credentials credentials() {
    return access.credentials();
  }

  String accountIdentity() {
    return vendor.accountIdentity(access);
  }

  /** How long a call may still be running. */
  Duration longestCall() {
    return http.connectTimeout().multipliedBy(2).plus(http.answerTimeout());
  }

  boolean hasSameSettings(ConfiguredChannel other) {
    return name().equals(other.name()) && values.equals(other.values);
  }
}
