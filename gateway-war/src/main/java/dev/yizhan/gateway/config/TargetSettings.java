package dev.yizhan.gateway.config;

import dev.yizhan.gateway.core.callback.Progress;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.http.CallbackAddress;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.Trust;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The settings of an address to which a consumer's records are posted. */
record TargetSettings(
    Setting<URI> address,
    Setting<Integer> maxRecords,
    Setting<Duration> answerTimeout,
    Setting<Networks> privateNetworks,
    Setting<Boolean> plainHttp,
    Setting<Trust> pin) {

  private static final int USUAL_RECORDS = 500;

  /**
   * With names of their own.
   *
   * @param prefix of the names, for example {@code callback.}
   * @param meaning of the address
   */
  static TargetSettings of(String prefix, String meaning) {
    return new TargetSettings(
        Setting.of(
            prefix + "address",
            new SettingFormat<>(
                "an address such as https://shop.example/sms, with a host and without a password",
                text -> new CallbackAddress(URI.create(text), address -> false).address()),
            meaning),
        Setting.of(
                prefix + "max-records",
                SettingFormat.number(1, Progress.MAX_RECORDS),
                "the most reports or inbound messages of one request")
            .withDefault(String.valueOf(USUAL_RECORDS)),
        Setting.of(
                prefix + "answer-timeout",
                SettingFormat.duration(Duration.ofMinutes(5)),
                "how long a request may take until it is answered, the connect included")
            .withDefault("20"),
        Setting.of(
                prefix + "private-networks",
                GlobalSettings.NETWORKS,
                "networks with private addresses, such as 10.1.0.0/16, to which the gateway may connect"
                    + " for it")
            .withDefaultText("none: public addresses only"),
        Setting.of(
                prefix + "plain-http",
                SettingFormat.choice(Map.of("true", true, "false", false)),
                "`true` if the address may begin with http: then everybody on the way can read numbers"
                    + " and texts")
            .withDefault("false"),
        Setting.of(
            prefix + "pin",
            new SettingFormat<>(
                "SHA-256 fingerprints of 64 hexadecimal digits, separated by commas",
                text -> Trust.pins(List.of(text.split("\\s*,\\s*", -1)))),
            "the receiver's own certificate, as `pin` of a channel"
                + " ([ADR 7](adr/0007-certificate-pinning.md))"));
  }

  /** All but the address. */
  List<Setting<?>> others() {
    return List.of(maxRecords, answerTimeout, privateNetworks, plainHttp, pin);
  }

  /** Reads them; empty without an address, or with one that cannot be used. */
  Optional<CallbackHttp.Target> read(Settings.Group group) {
    Optional<URI> found = group.find(address);
    boolean isPlain = found.filter(uri -> "http".equals(uri.getScheme())).isPresent();
    if (isPlain && !group.get(plainHttp)) {
      group.error(address, "must begin with https://, unless " + plainHttp.name() + " is true");
    }
    if (isPlain && group.has(pin)) {
      group.error(pin, "needs an address that begins with https://");
    }
    Networks networks = group.find(privateNetworks).orElse(Networks.NONE);
    Trust trust = group.find(pin).orElseGet(Trust::platform);
    Duration timeout = group.get(answerTimeout);
    return found.map(
        uri ->
            new CallbackHttp.Target(
                new CallbackAddress(uri, resolved -> networks.contains(resolved.getHostAddress())),
                trust,
                timeout));
  }
}
