package dev.yizhan.gateway.config;

import dev.yizhan.gateway.callback.CallbackEndpoint;
import dev.yizhan.gateway.callback.CallbackForm;
import dev.yizhan.gateway.callback.SigningSecret;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the callback of a consumer. */
final class CallbackSettings {

  private static final String SECRET_FORMAT = "whsec_ and 24 to 64 bytes in Base64";

  private static final TargetSettings TARGET =
      TargetSettings.of(
          "callback.",
          "where its reports and inbound messages are pushed to"
              + " ([callbacks](inbox.md#callbacks))");
  private static final Setting<CallbackForm> FORM =
      Setting.of(
              "callback.form",
              SettingFormat.choice(
                  Map.of(
                      "json", CallbackForm.JSON,
                      "soap11", CallbackForm.SOAP_11,
                      "soap12", CallbackForm.SOAP_12)),
              "how a callback is written: as JSON, or as a SOAP request of `callback.wsdl`"
                  + " ([callbacks by SOAP](inbox.md#callbacks-by-soap))")
          .withDefault("json");
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

  static final List<Setting<?>> ALL =
      Stream.concat(
              Stream.of(TARGET.address(), FORM, SECRET, SECOND_SECRET), TARGET.others().stream())
          .toList();

  private CallbackSettings() {}

  static Optional<CallbackEndpoint> read(String consumer, Settings.Group group, Readers readers) {
    if (!group.has(TARGET.address())) {
      ALL.stream()
          .filter(group::has)
          .forEach(setting -> group.error(setting, "needs callback.address"));
      return Optional.empty();
    }
    Optional<SigningSecret> secret = group.need(SECRET);
    Optional<SigningSecret> second = group.find(SECOND_SECRET);
    Optional<CallbackHttp.Target> target = TARGET.read(group);
    int maxRecords = group.get(TARGET.maxRecords());
    CallbackForm form = group.get(FORM);
    if (target.isEmpty() || secret.isEmpty()) {
      return Optional.empty();
    }
    List<SigningSecret> secrets = new ArrayList<>(List.of(secret.get()));
    second.ifPresent(secrets::add);
    return Optional.of(
        new CallbackEndpoint(
            consumer,
            readers.positionOf(Reader.CALLBACK),
            maxRecords,
            target.get(),
            form,
            secrets));
  }
}
