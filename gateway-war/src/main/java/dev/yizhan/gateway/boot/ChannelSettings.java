package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.ChannelRules;
import dev.yizhan.gateway.core.NumberList;
import dev.yizhan.gateway.core.QuietHours;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Transport;
import dev.yizhan.http.Trust;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.soap.Binding;
import dev.yizhan.soap.Credentials;
import dev.yizhan.soap.ServiceSettings;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Journal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Makes the channels that the settings name. */
final class ChannelSettings {

  private static final Map<String, Binding> TRANSPORTS =
      Map.of(
          "HTTP GET", Binding.HTTP_GET,
          "HTTP POST", Binding.HTTP_POST,
          "SOAP 1.1", Binding.SOAP_1_1,
          "SOAP 1.2", Binding.SOAP_1_2);

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+]");
  private static final URI NOWHERE = URI.create("http://127.0.0.1:1");
  private static final int LONGEST_ANSWER = 64 << 20;
  private static final int HIGHEST_PORT = 65_535;

  private final Settings settings;
  private final List<AutoCloseable> opened = new ArrayList<>();

  ChannelSettings(Settings settings) {
    this.settings = settings;
  }

  /**
   * A channel, and what asks its account.
   *
   * @param channel to send over
   * @param credentials of the account at the vendor
   * @param userAtVendor the same for channels of one account, whatever it is called
   * @param sender the channel's vendor
   * @param asker the same vendor over the journal
   * @param journal keeps answers that are given once
   */
  record Made(
      Channel channel,
      Credentials credentials,
      String userAtVendor,
      SwitchedVendor sender,
      SwitchedVendor asker,
      Journal journal) {}

  List<Made> channels() {
    List<Made> channels = new ArrayList<>();
    for (String name : settings.names("yizhan.channel.")) {
      channel(name, settings.behind("yizhan.channel." + name + ".")).ifPresent(channels::add);
    }
    if (channels.isEmpty()) {
      settings.mistake("yizhan.channel.NAME.vendor", "is missing: give one channel or more");
    }
    return channels;
  }

  /** To be closed when the channels are not used any more. */
  List<AutoCloseable> opened() {
    return List.copyOf(opened);
  }

  private Optional<Made> channel(String name, Settings.Group group) {
    String vendor = group.need("vendor", "one of " + VendorSettings.NAMES);
    if (!VendorSettings.NAMES.contains(vendor)) {
      if (!vendor.isEmpty()) {
        group.mistake("vendor", "must be one of " + VendorSettings.NAMES);
      }
      return Optional.empty();
    }
    List<String> transports = VendorSettings.transports(vendor);
    String transport = group.get("transport", "HTTP POST");
    if (!transports.contains(transport)) {
      group.mistake("transport", "must be one of " + transports + " for " + vendor);
      transport = "HTTP POST";
    }
    group.need("address", "scheme, host and port of the vendor's server");
    URI address =
        group.get(
            "address",
            NOWHERE,
            "http or https, a host, and perhaps a port: http://service.winic.org:8009",
            text -> ServiceSettings.of(URI.create(text), Binding.HTTP_POST).address());
    Access access =
        new Access(
            address,
            java.util.Objects.requireNonNull(TRANSPORTS.get(transport)),
            new Credentials(
                group.need("user", "the account's name"),
                group.need("password", "the account's password")));
    refuseTrustWithoutTls(group, address);
    VendorHttp http = VendorHttp.open(http(group));
    opened.add(http);
    Journal journal = Journal.over(http);
    Optional<SwitchedVendor> sender = switched(vendor, group, access, http);
    Optional<SwitchedVendor> asker =
        sender.flatMap(same -> switched(vendor, group, access, journal));
    sender.ifPresent(opened::add);
    asker.ifPresent(opened::add);
    if (sender.isEmpty() || asker.isEmpty()) {
      return Optional.empty();
    }
    String account = group.get("account", name);
    return Optional.of(
        new Made(
            new Channel(name, account, vendor, transport, sender.get(), rules(group)),
            access.credentials(),
            userAtVendor(vendor, access),
            sender.get(),
            asker.get(),
            journal));
  }

  private static Optional<SwitchedVendor> switched(
      String vendor, Settings.Group group, Access access, Transport http) {
    return VendorSettings.make(vendor, group, access, http)
        .map(
            first ->
                new SwitchedVendor(
                    password ->
                        VendorSettings.make(
                                vendor,
                                group,
                                new Access(
                                    access.address(),
                                    access.binding(),
                                    new Credentials(access.credentials().user(), password)),
                                http)
                            .orElseThrow(
                                () -> new IllegalArgumentException("not a possible password")),
                    first));
  }

  private static ChannelRules rules(Settings.Group group) {
    return new ChannelRules(
        group.parse("quiet-hours", "hours of China time, as in 21:00-08:00", QuietHours::of),
        numbers(group, "blacklist"),
        numbers(group, "whitelist"));
  }

  private static Optional<NumberList> numbers(Settings.Group group, String key) {
    String form = "numbers, or their beginnings as in 170*, ";
    Optional<NumberList> here =
        group.parse(
            key,
            form + "with commas between them",
            text -> NumberList.of(List.of(text.split("\\s*,\\s*", -1))));
    Optional<NumberList> inFile =
        group.parse(
            key + "-file", "a readable file: " + form + "one a line", ChannelSettings::inFile);
    if (here.isPresent() && inFile.isPresent()) {
      group.mistake(key, "and " + key + "-file exclude each other: give one of them");
    }
    return here.or(() -> inFile);
  }

  private static NumberList inFile(String path) {
    try {
      return NumberList.of(
          Files.readAllLines(Path.of(path)).stream()
              .map(line -> line.replaceFirst("#.*", "").strip())
              .filter(line -> !line.isEmpty())
              .toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Vendors have several addresses, winic two services over one account; each customer of LinkWS
   * has an address of its own.
   */
  private static String userAtVendor(String vendor, Access access) {
    String at =
        switch (vendor) {
          case "winic-http", "winic-asmx" -> "winic";
          case "linkws" -> vendor + ' ' + access.address();
          default -> vendor;
        };
    return at + ' ' + access.credentials().user();
  }

  private static HttpSettings http(Settings.Group group) {
    HttpSettings usual = HttpSettings.DEFAULT;
    HttpSettings http =
        usual
            .withConnectTimeout(group.duration("connect-timeout", usual.connectTimeout()))
            .withAnswerTimeout(group.duration("answer-timeout", usual.answerTimeout()))
            .withLongestAnswer(
                group.number("longest-answer", usual.longestAnswer(), 1024, LONGEST_ANSWER))
            .withUserAgent(group.get("user-agent", usual.userAgent()))
            .withConnections(
                group.choice(
                    "connections",
                    usual.connections(),
                    Map.of(
                        "kept", HttpSettings.Connections.KEPT,
                        "one-a-request", HttpSettings.Connections.ONE_A_REQUEST)))
            .withTrust(trust(group));
    return group
        .find("proxy")
        .flatMap(given -> group.parse("proxy", "HOST:PORT", ChannelSettings::proxy))
        .map(http::withProxy)
        .orElse(http);
  }

  private static InetSocketAddress proxy(String text) {
    int colon = text.lastIndexOf(':');
    int port = Integer.parseInt(text.substring(colon + 1));
    if (colon < 1
        || port < 1
        || port > HIGHEST_PORT
        || !HOST.matcher(text.substring(0, colon)).matches()) {
      throw new IllegalArgumentException("proxy");
    }
    return InetSocketAddress.createUnresolved(text.substring(0, colon), port);
  }

  private static void refuseTrustWithoutTls(Settings.Group group, URI address) {
    for (String key : List.of("pin", "trust-store")) {
      if (group.find(key).isPresent() && !"https".equals(address.getScheme())) {
        group.mistake(key, "needs an address that begins with https://");
      }
    }
    if (group.find("trust-store-password").isPresent() && group.find("trust-store").isEmpty()) {
      group.mistake("trust-store-password", "needs trust-store");
    }
  }

  private static Trust trust(Settings.Group group) {
    Optional<String> pins = group.find("pin");
    Optional<String> store = group.find("trust-store");
    if (pins.isPresent() && store.isPresent()) {
      group.mistake("pin", "and trust-store exclude each other: give one of them");
      return Trust.platform();
    }
    if (pins.isPresent()) {
      return group
          .parse(
              "pin",
              "SHA-256 fingerprints of 64 hexadecimal digits, with commas between them",
              text -> Trust.pins(List.of(text.split("\\s*,\\s*", -1))))
          .orElseGet(Trust::platform);
    }
    return store
        .flatMap(
            given ->
                group.parse(
                    "trust-store",
                    "a readable PKCS #12 or JKS file; its password is trust-store-password",
                    text -> Trust.store(Path.of(text), group.find("trust-store-password"))))
        .orElseGet(Trust::platform);
  }
}
