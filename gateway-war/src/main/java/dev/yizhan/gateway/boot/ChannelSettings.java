package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.vendor.SmsVendor;
import dev.yizhan.vendor.winic.WinicAsmx;
import dev.yizhan.vendor.winic.WinicHttp;
import dev.yizhan.vendor.winic.WinicSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes the channels that the settings name; a new vendor is one line here. */
final class ChannelSettings {

  /** Makes a vendor of an account. */
  private interface Maker {
    SmsVendor make(
        URI address, String user, String password, VendorRequest.Method method, VendorHttp http);
  }

  private static final Map<String, Maker> VENDORS =
      Map.of(
          "winic-http",
              (address, user, password, method, http) ->
                  WinicHttp.of(WinicSettings.http(address, user, password, method), http),
          "winic-asmx",
              (address, user, password, method, http) ->
                  WinicAsmx.of(WinicSettings.asmx(address, user, password, method), http));

  private static final Map<String, VendorRequest.Method> TRANSPORTS =
      Map.of("HTTP GET", VendorRequest.Method.GET, "HTTP POST", VendorRequest.Method.POST);

  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");

  private final Settings settings;
  private final List<VendorHttp> opened = new ArrayList<>();

  ChannelSettings(Settings settings) {
    this.settings = settings;
  }

  List<Channel> channels() {
    List<Channel> channels = new ArrayList<>();
    for (String name : settings.names("yizhan.channel.")) {
      channel(name).ifPresent(channels::add);
    }
    if (channels.isEmpty()) {
      settings.mistake("yizhan.channel.NAME.vendor", "is missing: give one channel or more");
    }
    return channels;
  }

  /** To be closed when the channels are not used any more. */
  List<VendorHttp> opened() {
    return List.copyOf(opened);
  }

  private Optional<Channel> channel(String name) {
    String prefix = "yizhan.channel." + name + ".";
    String vendor = settings.need(prefix + "vendor", "one of " + sorted(VENDORS));
    Maker maker = VENDORS.get(vendor);
    if (maker == null) {
      if (!vendor.isEmpty()) {
        settings.mistake(prefix + "vendor", "must be one of " + sorted(VENDORS));
      }
      return Optional.empty();
    }
    String transport = settings.get(prefix + "transport", "HTTP POST");
    VendorRequest.Method method = TRANSPORTS.get(transport);
    if (method == null) {
      settings.mistake(prefix + "transport", "must be one of " + sorted(TRANSPORTS));
      method = VendorRequest.Method.POST;
    }
    settings.need(prefix + "address", "scheme, host and port of the vendor's server");
    URI address =
        settings.get(
            prefix + "address",
            NOWHERE,
            "http or https, a host, and perhaps a port: http://service.winic.org:8009",
            ChannelSettings::address);
    String user = settings.need(prefix + "user", "the account's name");
    String password = settings.need(prefix + "password", "the account's password");
    VendorHttp http =
        VendorHttp.open(
            HttpSettings.DEFAULT.withAnswerTimeout(
                settings.duration(
                    prefix + "answer-timeout", HttpSettings.DEFAULT.answerTimeout())));
    opened.add(http);
    return Optional.of(
        new Channel(name, vendor, transport, maker.make(address, user, password, method, http)));
  }

  private static URI address(String text) {
    URI address = URI.create(text);
    boolean http = "http".equals(address.getScheme()) || "https".equals(address.getScheme());
    if (!http || address.getHost() == null || address.getRawQuery() != null) {
      throw new IllegalArgumentException("address");
    }
    return address;
  }

  private static List<String> sorted(Map<String, ?> map) {
    return map.keySet().stream().sorted().toList();
  }
}
