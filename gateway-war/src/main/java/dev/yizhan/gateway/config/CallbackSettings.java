package dev.yizhan.gateway.config;

import dev.yizhan.gateway.callback.CallbackEndpoint;
import dev.yizhan.gateway.callback.SigningSecret;
import dev.yizhan.gateway.core.callback.Progress;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.http.CallbackAddress;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.Trust;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the callback of a consumer. */
final class CallbackSettings {

  private static final int USUAL_RECORDS = 500;
  private static final String SECRET_FORMAT = "whsec_ and 24 to 64 bytes in Base64";

  private static final Setting<URI> ADDRESS =
      Setting.of(
          "callback.address",
          new SettingFormat<>(
              "an address such as https://shop.example/sms, with a host and without a password",
              text -> new CallbackAddress(URI.create(text), address -> false).address()),
          "where its reports and inbound messages are pushed to"
              + " ([callbacks](inbox.md#callbacks))");
  private static final Setting<SigningSecret> SECRET =
      Setting.of(
              "callback.secret",
              new SettingFormat<>(SECRET_FORMAT, SigningSecret::parse),
              "signs the callbacks: `echo whsec_$(openssl rand -base64 32)`")
          .withDefaultText("required with an address")
          .secret();
  private static final Setting<SigningSecret> SECOND_SECRET =
      Setting.of(
              "callback.second-secret",
              SECRET.format(),
              "signs them too, while the receiver changes to it")
          .secret();
  private static final Setting<Integer> MAX_RECORDS =
      Setting.of(
              "callback.max-records",
              SettingFormat.number(1, Progress.MAX_RECORDS),
              "the most reports or inbound messages of one callback")
          .withDefault(String.valueOf(USUAL_RECORDS));
  private static final Setting<Duration> ANSWER_TIMEOUT =
      Setting.of(
              "callback.answer-timeout",
              SettingFormat.duration(Duration.ofMinutes(5)),
              "how long a callback may take until it is answered, the connect included")
          .withDefault("20");
  private static final Setting<Networks> PRIVATE_NETWORKS =
      Setting.of(
              "callback.private-networks",
              GlobalSettings.NETWORKS,
              "networks with private addresses, such as 10.1.0.0/16, to which its callback may"
                  + " connect")
          .withDefaultText("none: public addresses only");
  private static final Setting<Boolean> PLAIN_HTTP =
      Setting.of(
              "callback.plain-http",
              SettingFormat.choice(Map.of("true", true, "false", false)),
              "`true` if the address may begin with http: then everybody on the way can read numbers"
                  + " and texts")
          .withDefault("false");
  private static final Setting<Trust> PIN =
      Setting.of(
          "callback.pin",
          new SettingFormat<>(
              "SHA-256 fingerprints of 64 hexadecimal digits, separated by commas",
              text -> Trust.pins(List.of(text.split("\\s*,\\s*", -1)))),
          "the receiver's own certificate, as `pin` of a channel"
              + " ([ADR 7](adr/0007-certificate-pinning.md))");

  static final List<Setting<?>> ALL =
      List.of(
          ADDRESS,
          SECRET,
          SECOND_SECRET,
          MAX_RECORDS,
          ANSWER_TIMEOUT,
          PRIVATE_NETWORKS,
          PLAIN_HTTP,
          PIN);

  private CallbackSettings() {}

  static Optional<CallbackEndpoint> read(String consumer, Settings.Group group, Readers readers) {
    if (!group.has(ADDRESS)) {
      ALL.stream()
          .filter(group::has)
          .forEach(setting -> group.error(setting, "needs callback.address"));
      return Optional.empty();
    }
    Optional<URI> address = group.find(ADDRESS);
    Optional<SigningSecret> secret = group.need(SECRET);
    Optional<SigningSecret> second = group.find(SECOND_SECRET);
    boolean isPlain = address.filter(uri -> "http".equals(uri.getScheme())).isPresent();
    if (isPlain && !group.get(PLAIN_HTTP)) {
      group.error(ADDRESS, "must begin with https://, unless callback.plain-http is true");
    }
    if (isPlain && group.has(PIN)) {
      group.error(PIN, "needs an address that begins with https://");
    }
    Networks networks = group.find(PRIVATE_NETWORKS).orElse(Networks.NONE);
    Trust trust = group.find(PIN).orElseGet(Trust::platform);
    Duration answerTimeout = group.get(ANSWER_TIMEOUT);
    int maxRecords = group.get(MAX_RECORDS);
    if (address.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    List<SigningSecret> secrets = new ArrayList<>(List.of(secret.get()));
    second.ifPresent(secrets::add);
    return Optional.of(
        new CallbackEndpoint(
            consumer,
            readers.positionOf(Reader.CALLBACK),
            maxRecords,
            new CallbackHttp.Target(
                new CallbackAddress(
                    address.get(), resolved -> networks.contains(resolved.getHostAddress())),
                trust,
                answerTimeout),
            secrets));
  }
}
