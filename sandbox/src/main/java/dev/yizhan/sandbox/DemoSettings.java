package dev.yizhan.sandbox;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A vendor in the demo's configuration of the gateway. The demo adds what all vendors have in
 * common: of an account the owner, of a channel the vendor, address, user and password.
 *
 * @param account its name; several vendors may share one
 * @param accountSettings by the key after {@code yizhan.account.NAME.}
 * @param channels at least one for the vendor to be used
 * @param defaultChannel the one that messages without a channel may take; empty for none
 */
public record DemoSettings(
    String account,
    SortedMap<String, String> accountSettings,
    List<Channel> channels,
    Optional<String> defaultChannel) {

  /**
   * A channel.
   *
   * @param transport as in the gateway's configuration, for example {@code SOAP 1.1}
   * @param settings others, by the key after {@code yizhan.channel.NAME.}
   */
  public record Channel(String name, String transport, SortedMap<String, String> settings) {

    /** Copies the settings. */
    public Channel {
      settings = Collections.unmodifiableSortedMap(new TreeMap<>(settings));
    }
  }

  /** Copies the collections. */
  public DemoSettings {
    accountSettings = Collections.unmodifiableSortedMap(new TreeMap<>(accountSettings));
    channels = List.copyOf(channels);
  }

  /** An account without channels. */
  public static DemoSettings account(String name) {
    return new DemoSettings(name, new TreeMap<>(), List.of(), Optional.empty());
  }

  /** With one more setting of the account. */
  public DemoSettings with(String key, String value) {
    SortedMap<String, String> settings = new TreeMap<>(accountSettings);
    settings.put(key, value);
    return new DemoSettings(account, settings, channels, defaultChannel);
  }

  /** With polls for reports and replies every two to five seconds. */
  public DemoSettings polled() {
    return with("poll-least", "2").with("poll-longest", "5");
  }

  /** With one more channel, without settings of its own. */
  public DemoSettings channel(String name, String transport) {
    return channel(name, transport, Map.of());
  }

  /** With one more channel. */
  public DemoSettings channel(String name, String transport, Map<String, String> settings) {
    List<Channel> more = new ArrayList<>(channels);
    more.add(new Channel(name, transport, new TreeMap<>(settings)));
    return new DemoSettings(account, accountSettings, more, defaultChannel);
  }

  /** With such a channel on the route of messages that name none. */
  public DemoSettings routedBy(String channel) {
    return new DemoSettings(account, accountSettings, channels, Optional.of(channel));
  }
}
