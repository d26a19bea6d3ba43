package dev.yizhan.gateway.config;

import dev.yizhan.codec.CodecException;
import dev.yizhan.gateway.core.channel.Capacity;
import dev.yizhan.gateway.core.channel.CertificateEnd;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.NumberList;
import dev.yizhan.gateway.core.channel.Priority;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Trust;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.soap.ServiceSettings;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.LimitSettings;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.Vendors;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the channels. */
final class ChannelSettings {

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+]");
  private static final URI NOWHERE = URI.create("https://127.0.0.1:1");
  private static final int LONGEST_ANSWER_OF_ALL = 64 << 20;
  private static final int HIGHEST_PORT = 65_535;
  private static final HttpSettings USUAL = HttpSettings.DEFAULT;
  private static final String MUST = "required";

  private static final Setting<Vendor> VENDOR =
      Setting.of("vendor", vendors(Vendors.installed()), "the vendor's service")
          .withDefaultText(MUST);
  private static final Setting<Binding> TRANSPORT =
      Setting.of(
              "transport",
              transports(EnumSet.allOf(Binding.class)),
              "one that the vendor has ([vendors](#vendors)); GET puts the account's password into"
                  + " addresses")
          .withDefaultText(Binding.HTTP_POST.label());
  private static final Setting<URI> ADDRESS =
      Setting.of(
              "address",
              new SettingFormat<>(
                  "http or https, a host, and optionally a port: http://service.winic.org:8009",
                  text -> ServiceSettings.of(URI.create(text), Binding.HTTP_POST).address()),
              "the vendor's server, optionally with a path before the vendor's own:"
                  + " `https://118.178.116.15:8443`")
          .withDefaultText(MUST);
  private static final Setting<String> ACCOUNT =
      Setting.of(
              "account",
              SettingFormat.text("a name of letters, digits, - and _", Settings.NAME),
              "the account of this user: channels of one user at one vendor must name the same one")
          .withDefaultText("the channel's own name");
  private static final Setting<String> USER =
      Setting.of("user", SettingFormat.text("the account's name"), "the account at the vendor")
          .withDefaultText(MUST);
  static final Setting<String> PASSWORD =
      Setting.of(
              "password",
              SettingFormat.text("the account's password"),
              "in clear text; what the vendor demands of it (MD5, DES) is computed when it is sent."
                  + " Channels of one account have the same. A password changed by `ChangePassword` is"
                  + " in the store and takes precedence until this one is changed")
          .withDefaultText(MUST)
          .secret();
  private static final Setting<Duration> CONNECT_TIMEOUT =
      Setting.of(
              "connect-timeout",
              SettingFormat.duration(Duration.ofHours(1)),
              "how long a connection may take, including its TLS handshake")
          .withDefault(String.valueOf(USUAL.connectTimeout().toSeconds()));
  private static final Setting<Duration> ANSWER_TIMEOUT =
      Setting.of(
              "answer-timeout",
              SettingFormat.duration(Duration.ofHours(1)),
              "how long the whole answer may take")
          .withDefault(String.valueOf(USUAL.answerTimeout().toSeconds()));
  private static final Setting<Integer> LONGEST_ANSWER =
      Setting.of(
              "longest-answer",
              SettingFormat.number(1024, LONGEST_ANSWER_OF_ALL),
              "the most bytes of an answer, decompressed")
          .withDefault(String.valueOf(USUAL.maxAnswerBytes()));
  private static final Setting<HttpSettings.Connections> CONNECTIONS =
      Setting.of(
              "connections",
              SettingFormat.choice(
                  Map.of(
                      "kept", HttpSettings.Connections.KEEP_ALIVE,
                      "one-a-request", HttpSettings.Connections.ONE_PER_REQUEST)),
              "`one-a-request` for a server that closes connections without notice")
          .withDefault("kept");
  private static final Setting<String> USER_AGENT =
      Setting.of(
              "user-agent", SettingFormat.text("a name"), "the name that the gateway gives itself")
          .withDefault(USUAL.userAgent());
  private static final Setting<InetSocketAddress> PROXY =
      Setting.of(
          "proxy",
          new SettingFormat<>("HOST:PORT", ChannelSettings::proxy),
          "an HTTP proxy without a password");
  private static final Setting<Trust> PIN =
      Setting.of(
          "pin",
          new SettingFormat<>(
              "SHA-256 fingerprints of 64 hexadecimal digits, separated by commas",
              text -> Trust.pins(List.of(text.split("\\s*,\\s*", -1)))),
          "the server's own certificate: `openssl x509 -noout -fingerprint -sha256` prints one"
              + " ([ADR 7](adr/0007-certificate-pinning.md))");
  private static final Setting<String> TRUST_STORE =
      Setting.of(
              "trust-store",
              SettingFormat.text(
                  "a readable PKCS #12 or JKS file; its password is trust-store-password"),
              "trusted certificates instead of `pin`")
          .withDefaultText("the platform's");
  private static final Setting<String> TRUST_STORE_PASSWORD =
      Setting.of(
              "trust-store-password",
              SettingFormat.text("the password of trust-store"),
              "the password of `trust-store`")
          .secret();
  private static final int MOST_CONCURRENCY = 1000;
  private static final Setting<Integer> CONCURRENCY =
      Setting.of(
              "concurrency",
              SettingFormat.number(1, MOST_CONCURRENCY),
              "the most calls at a time to send over this channel, from each gateway; more wait."
                  + " Slow or silent vendors never hold up other channels")
          .withDefault(String.valueOf(Capacity.USUAL_CONCURRENCY));
  static final Setting<Priority> PRIORITY =
      Setting.of(
              "priority",
              SettingFormat.choice(Map.of("normal", Priority.NORMAL, "urgent", Priority.URGENT)),
              "`urgent` for verification codes: they go first where messages wait, and are still"
                  + " accepted when the gateway refuses others as `BUSY`. At least one call in five"
                  + " is left for the others")
          .withDefault("normal");
  private static final Setting<QuietHours> QUIET_HOURS =
      Setting.of(
          "quiet-hours",
          new SettingFormat<>("hours of China time, such as 21:00-08:00", QuietHours::of),
          "when the channel sends nothing. Messages take another channel of their route, or wait;"
              + " one that would expire meanwhile is refused (`QUIET_HOURS`)");
  private static final String NUMBERS = "numbers, or prefixes such as 170*, 020* or +1*, ";
  private static final SettingFormat<NumberList> LIST =
      new SettingFormat<>(
          NUMBERS + "separated by commas",
          text -> NumberList.of(List.of(text.split("\\s*,\\s*", -1))));
  private static final SettingFormat<String> FILE =
      SettingFormat.text("a readable file: " + NUMBERS + "one in a line, with # before comments");
  private static final Setting<NumberList> BLACKLIST =
      Setting.of(
          "blacklist",
          LIST,
          "numbers to which the channel sends nothing. Messages take another channel of their route,"
              + " or are refused (`RECIPIENT_BLOCKED`)");
  private static final Setting<String> BLACKLIST_FILE =
      Setting.of("blacklist-file", FILE, "the list in a file");
  private static final Setting<NumberList> WHITELIST =
      Setting.of("whitelist", LIST, "the only numbers to which the channel sends");
  private static final Setting<String> WHITELIST_FILE =
      Setting.of("whitelist-file", FILE, "the list in a file");

  static final Section SECTION =
      new Section(
              "A channel",
              "yizhan.channel.NAME.",
              List.of(
                  VENDOR,
                  TRANSPORT,
                  ADDRESS,
                  ACCOUNT,
                  USER,
                  PASSWORD,
                  CONNECT_TIMEOUT,
                  ANSWER_TIMEOUT,
                  LONGEST_ANSWER,
                  CONNECTIONS,
                  USER_AGENT,
                  PROXY,
                  PIN,
                  TRUST_STORE,
                  TRUST_STORE_PASSWORD,
                  CONCURRENCY,
                  PRIORITY,
                  QUIET_HOURS,
                  BLACKLIST,
                  BLACKLIST_FILE,
                  WHITELIST,
                  WHITELIST_FILE))
          .with(LimitSettings.ALL);

  private final Settings settings;
  private final Vendors vendors;
  private final List<AutoCloseable> opened = new ArrayList<>();

  ChannelSettings(Settings settings, Vendors vendors) {
    this.settings = settings;
    this.vendors = vendors;
  }

  private static SettingFormat<Vendor> vendors(Vendors vendors) {
    return SettingFormat.choice(
        vendors.all().stream().collect(Collectors.toMap(Vendor::name, vendor -> vendor)));
  }

  private static SettingFormat<Binding> transports(Set<Binding> transports) {
    return SettingFormat.choice(
        transports.stream().collect(Collectors.toMap(Binding::label, transport -> transport)));
  }

  List<ConfiguredChannel> channels() {
    List<ConfiguredChannel> channels = new ArrayList<>();
    Set<String> names = settings.names(SECTION);
    for (String name : names) {
      channel(name, settings.of(SECTION, name)).ifPresent(channels::add);
    }
    if (names.isEmpty()) {
      settings.error(SECTION.prefix() + VENDOR.name(), "is missing: give one channel or more");
    }
    return channels;
  }

  /** The names of all accounts, also those of channels with errors. */
  static Set<String> accounts(Settings settings) {
    return settings.names(SECTION).stream()
        .map(name -> settings.of(SECTION, name).get(ACCOUNT, name))
        .collect(Collectors.toSet());
  }

  /** What was opened so far, to be closed when the channels are not used. */
  List<AutoCloseable> opened() {
    return List.copyOf(opened);
  }

  private Optional<ConfiguredChannel> channel(String name, Settings.Group group) {
    Optional<Vendor> vendor = group.need(VENDOR, vendors(vendors));
    if (vendor.isEmpty()) {
      group.acceptAnyKey();
      return Optional.empty();
    }
    return channel(name, group, vendor.get());
  }

  private Optional<ConfiguredChannel> channel(String name, Settings.Group group, Vendor vendor) {
    group.accept(vendor.settings());
    Access access = access(group, vendor);
    HttpSettings http = http(group);
    ChannelRules rules = rules(group);
    String account = group.get(ACCOUNT, name);
    VendorHttp client = VendorHttp.open(http);
    opened.add(client);
    try {
      VendorConnection connection =
          VendorConnection.open(
              client,
              password -> vendor.open(access.withPassword(password), group, client),
              () -> certificateEnds(client),
              access.credentials().password());
      opened.add(connection);
      Channel channel =
          new Channel(
              name,
              account,
              vendor.name(),
              access.binding(),
              connection,
              rules,
              new Capacity(group.get(CONCURRENCY), group.get(PRIORITY)));
      return Optional.of(
          ConfiguredChannel.of(channel, vendor, access, http, client, group.written()));
    } catch (CodecException e) {
      group.error(PASSWORD, "cannot be used: the vendor's charset lacks a character of it");
      return Optional.empty();
    }
  }

  private static List<CertificateEnd> certificateEnds(VendorHttp http) {
    return http.certificates().stream()
        .map(each -> new CertificateEnd(each.certificate(), each.from(), each.to()))
        .toList();
  }

  /** A missing value is replaced, so that the errors in all others are found, too. */
  private static Access access(Settings.Group group, Vendor vendor) {
    Binding transport =
        group.find(TRANSPORT, transports(vendor.transports())).orElse(defaultTransport(vendor));
    URI address = group.need(ADDRESS).orElse(NOWHERE);
    refuseTrustWithoutTls(group, address);
    return new Access(
        address,
        transport,
        new Credentials(group.need(USER).orElse("nobody"), group.need(PASSWORD).orElse("none")));
  }

  private static Binding defaultTransport(Vendor vendor) {
    return vendor.transports().contains(Binding.HTTP_POST)
        ? Binding.HTTP_POST
        : vendor.transports().iterator().next();
  }

  private static ChannelRules rules(Settings.Group group) {
    return new ChannelRules(
        group.find(QUIET_HOURS),
        numbers(group, BLACKLIST, BLACKLIST_FILE),
        numbers(group, WHITELIST, WHITELIST_FILE));
  }

  private static Optional<NumberList> numbers(
      Settings.Group group, Setting<NumberList> key, Setting<String> file) {
    if (group.has(key) && group.has(file)) {
      group.error(key, "and " + file.name() + " exclude each other: give one of them");
    }
    return group
        .find(key)
        .or(
            () ->
                group.find(
                    file,
                    new SettingFormat<>(FILE.description(), path -> inFile(group.content(path)))));
  }

  private static NumberList inFile(String content) {
    return NumberList.of(
        content
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList());
  }

  private static HttpSettings http(Settings.Group group) {
    HttpSettings http =
        USUAL
            .withConnectTimeout(group.get(CONNECT_TIMEOUT))
            .withAnswerTimeout(group.get(ANSWER_TIMEOUT))
            .withMaxAnswerBytes(group.get(LONGEST_ANSWER))
            .withUserAgent(group.get(USER_AGENT))
            .withConnections(group.get(CONNECTIONS))
            .withTrust(trust(group));
    return group.find(PROXY).map(http::withProxy).orElse(http);
  }

  private static InetSocketAddress proxy(String text) {
    int colon = text.lastIndexOf(':');
    int port = Integer.parseInt(text.substring(colon + 1));
    return SettingFormat.require(
        InetSocketAddress.createUnresolved(text.substring(0, colon), port),
        colon > 0
            && port > 0
            && port <= HIGHEST_PORT
            && HOST.matcher(text.substring(0, colon)).matches());
  }

  private static void refuseTrustWithoutTls(Settings.Group group, URI address) {
    for (Setting<?> key : List.of(PIN, TRUST_STORE)) {
      if (group.has(key) && !"https".equals(address.getScheme())) {
        group.error(key, "needs an address that begins with https://");
      }
    }
    if (group.has(TRUST_STORE_PASSWORD) && !group.has(TRUST_STORE)) {
      group.error(TRUST_STORE_PASSWORD, "needs trust-store");
    }
  }

  private static Trust trust(Settings.Group group) {
    if (group.has(PIN) && group.has(TRUST_STORE)) {
      group.error(PIN, "and trust-store exclude each other: give one of them");
      return Trust.platform();
    }
    Optional<String> password = group.find(TRUST_STORE_PASSWORD);
    return group
        .find(PIN)
        .or(
            () ->
                group.find(
                    TRUST_STORE,
                    new SettingFormat<>(
                        TRUST_STORE.format().description(),
                        text -> Trust.store(group.file(text), password))))
        .orElseGet(Trust::platform);
  }
}
