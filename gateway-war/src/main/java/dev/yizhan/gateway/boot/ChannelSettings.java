package dev.yizhan.gateway.boot;

import dev.yizhan.gateway.core.Channel;
import dev.yizhan.gateway.core.ChannelRules;
import dev.yizhan.gateway.core.NumberList;
import dev.yizhan.gateway.core.QuietHours;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Transport;
import dev.yizhan.http.Trust;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.soap.ServiceSettings;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Journal;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Makes the channels that the settings name. */
final class ChannelSettings {

  private static final Map<String, Binding> TRANSPORTS =
      Map.of(
          "HTTP GET", Binding.HTTP_GET,
          "HTTP POST", Binding.HTTP_POST,
          "SOAP 1.1", Binding.SOAP_1_1,
          "SOAP 1.2", Binding.SOAP_1_2);

  private static final Pattern HOST = Pattern.compile("[A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+]");
  private static final URI NOWHERE = URI.create("https://127.0.0.1:1");
  private static final int LONGEST_ANSWER_OF_ALL = 64 << 20;
  private static final int HIGHEST_PORT = 65_535;
  private static final HttpSettings USUAL = HttpSettings.DEFAULT;
  private static final String MUST = "must be there";

  private static final Key<String> VENDOR =
      Key.of("vendor", VendorSettings.NAMES, "the vendor's service").otherwise(MUST);
  private static final Key<String> TRANSPORT =
      Key.of(
              "transport",
              Form.choice(
                  TRANSPORTS.keySet().stream()
                      .collect(Collectors.toMap(name -> name, name -> name))),
              "SOAP for `winic-asmx`, `linkws` and `winnerlook` only; GET puts the account's password"
                  + " into addresses")
          .by("HTTP POST");
  private static final Key<URI> ADDRESS =
      Key.of(
              "address",
              new Form<>(
                  "http or https, a host, and perhaps a port: http://service.winic.org:8009",
                  text -> ServiceSettings.of(URI.create(text), Binding.HTTP_POST).address()),
              "of the vendor's server, perhaps with a path before the vendor's own:"
                  + " `https://118.178.116.15:8443`")
          .otherwise(MUST);
  private static final Key<String> ACCOUNT =
      Key.of(
              "account",
              Form.text("a name of letters, digits, - and _", Settings.NAME),
              "the account whose user this is: channels of one user at one vendor must name the same")
          .otherwise("the channel's own name");
  private static final Key<String> USER =
      Key.of("user", Form.text("the account's name"), "the account at the vendor").otherwise(MUST);
  static final Key<String> PASSWORD =
      Key.of(
              "password",
              Form.text("the account's password"),
              "in clear; what the vendor wants of it (MD5, DES) is made where it is sent. Channels of"
                  + " one account have the same. A password changed by `ChangePassword` lives in the"
                  + " store and wins until this one is changed")
          .otherwise(MUST)
          .secret();
  private static final Key<Duration> CONNECT_TIMEOUT =
      Key.of(
              "connect-timeout",
              Form.duration(Duration.ofHours(1)),
              "for a connection with its TLS handshake")
          .by(String.valueOf(USUAL.connectTimeout().toSeconds()));
  private static final Key<Duration> ANSWER_TIMEOUT =
      Key.of("answer-timeout", Form.duration(Duration.ofHours(1)), "for the whole answer")
          .by(String.valueOf(USUAL.answerTimeout().toSeconds()));
  private static final Key<Integer> LONGEST_ANSWER =
      Key.of("longest-answer", Form.number(1024, LONGEST_ANSWER_OF_ALL), "bytes, unpacked")
          .by(String.valueOf(USUAL.maxAnswerBytes()));
  private static final Key<HttpSettings.Connections> CONNECTIONS =
      Key.of(
              "connections",
              Form.choice(
                  Map.of(
                      "kept", HttpSettings.Connections.KEEP_ALIVE,
                      "one-a-request", HttpSettings.Connections.ONE_PER_REQUEST)),
              "`one-a-request` for a server that closes them without a word")
          .by("kept");
  private static final Key<String> USER_AGENT =
      Key.of("user-agent", Form.text("a name"), "what we call ourselves").by(USUAL.userAgent());
  private static final Key<InetSocketAddress> PROXY =
      Key.of(
          "proxy",
          new Form<>("HOST:PORT", ChannelSettings::proxy),
          "an HTTP proxy that wants no password");
  private static final Key<Trust> PIN =
      Key.of(
          "pin",
          new Form<>(
              "SHA-256 fingerprints of 64 hexadecimal digits, with commas between them",
              text -> Trust.pins(List.of(text.split("\\s*,\\s*", -1)))),
          "of the server's own certificate: `openssl x509 -noout -fingerprint -sha256` prints one"
              + " ([ADR 7](adr/0007-pins-and-expiry.md))");
  private static final Key<String> TRUST_STORE =
      Key.of(
              "trust-store",
              Form.text("a readable PKCS #12 or JKS file; its password is trust-store-password"),
              "in place of `pin`")
          .otherwise("the platform's");
  private static final Key<String> TRUST_STORE_PASSWORD =
      Key.of(
              "trust-store-password",
              Form.text("the password of trust-store"),
              "the password of `trust-store`")
          .secret();
  private static final Key<QuietHours> QUIET_HOURS =
      Key.of(
          "quiet-hours",
          new Form<>("hours of China time, as in 21:00-08:00", QuietHours::of),
          "it sends nothing then. Messages take another channel of their route, or wait; one that"
              + " would be over by then is refused (`QUIET_HOURS`)");
  private static final String NUMBERS = "numbers, or their beginnings as in 170*, 020* or +1*, ";
  private static final Form<NumberList> LIST =
      new Form<>(
          NUMBERS + "with commas between them",
          text -> NumberList.of(List.of(text.split("\\s*,\\s*", -1))));
  private static final Form<String> FILE =
      Form.text("a readable file: " + NUMBERS + "one a line, with # before remarks");
  private static final Key<NumberList> BLACKLIST =
      Key.of(
          "blacklist",
          LIST,
          "to which it sends nothing. Messages take another channel of their route, or are refused"
              + " (`RECIPIENT_BLOCKED`)");
  private static final Key<String> BLACKLIST_FILE =
      Key.of("blacklist-file", FILE, "the same in a file");
  private static final Key<NumberList> WHITELIST =
      Key.of("whitelist", LIST, "the only ones to which it sends");
  private static final Key<String> WHITELIST_FILE =
      Key.of("whitelist-file", FILE, "the same in a file");

  static final Key.Section SECTION =
      new Key.Section(
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
                  QUIET_HOURS,
                  BLACKLIST,
                  BLACKLIST_FILE,
                  WHITELIST,
                  WHITELIST_FILE))
          .with(VendorSettings.KEYS);

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
   * @param opened all of it, to be closed
   * @param longestCall so long a call may be on its way
   * @param seen the settings that it was made of
   */
  record Made(
      Channel channel,
      Credentials credentials,
      String userAtVendor,
      SwitchedVendor sender,
      SwitchedVendor asker,
      Journal journal,
      List<AutoCloseable> opened,
      Duration longestCall,
      Map<String, String> seen) {

    /** Whether it would be made again like this. */
    boolean isLike(Made other) {
      return channel.name().equals(other.channel().name()) && seen.equals(other.seen);
    }
  }

  List<Made> channels() {
    List<Made> channels = new ArrayList<>();
    Set<String> names = settings.names(SECTION);
    for (String name : names) {
      channel(name, settings.of(SECTION, name)).ifPresent(channels::add);
    }
    if (names.isEmpty()) {
      settings.mistake(SECTION.prefix() + VENDOR.name(), "is missing: give one channel or more");
    }
    return channels;
  }

  /** The names of all accounts, those of channels with mistakes among them. */
  static Set<String> accounts(Settings settings) {
    return settings.names(SECTION).stream()
        .map(name -> settings.of(SECTION, name).get(ACCOUNT, name))
        .collect(Collectors.toSet());
  }

  /** To be closed when the channels are not used any more. */
  List<AutoCloseable> opened() {
    return List.copyOf(opened);
  }

  private Optional<Made> channel(String name, Settings.Group group) {
    Optional<String> given = group.need(VENDOR);
    if (given.isEmpty()) {
      group.isUnknowable();
      return Optional.empty();
    }
    String vendor = given.get();
    group.knows(java.util.Objects.requireNonNull(VendorSettings.keys().get(vendor)));
    List<String> transports = VendorSettings.transports(vendor);
    String transport =
        group
            .find(
                TRANSPORT,
                new Form<>(
                    "one of " + transports + " for " + vendor,
                    text -> Form.accepted(text, transports.contains(text))))
            .orElse("HTTP POST");
    // Where one of them is a mistake, another stands in: all other mistakes are told, too.
    URI address = group.need(ADDRESS).orElse(NOWHERE);
    Credentials credentials =
        new Credentials(group.need(USER).orElse("nobody"), group.need(PASSWORD).orElse("none"));
    refuseTrustWithoutTls(group, address);
    HttpSettings http = http(group);
    ChannelRules rules = rules(group);
    String account = group.get(ACCOUNT, name);
    Access access =
        new Access(
            address, java.util.Objects.requireNonNull(TRANSPORTS.get(transport)), credentials);
    VendorHttp client = VendorHttp.open(http);
    opened.add(client);
    Journal journal = Journal.over(client);
    Optional<SwitchedVendor> sender = switched(vendor, group, access, client);
    Optional<SwitchedVendor> asker =
        sender.flatMap(same -> switched(vendor, group, access, journal));
    sender.ifPresent(opened::add);
    asker.ifPresent(opened::add);
    if (sender.isEmpty() || asker.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Made(
            new Channel(name, account, vendor, transport, sender.get(), rules),
            access.credentials(),
            userAtVendor(vendor, access),
            sender.get(),
            asker.get(),
            journal,
            List.of(asker.get(), sender.get(), client),
            http.connectTimeout().multipliedBy(2).plus(http.answerTimeout()),
            group.seen()));
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
                    access.credentials().password(),
                    first));
  }

  private static ChannelRules rules(Settings.Group group) {
    return new ChannelRules(
        group.find(QUIET_HOURS),
        numbers(group, BLACKLIST, BLACKLIST_FILE),
        numbers(group, WHITELIST, WHITELIST_FILE));
  }

  private static Optional<NumberList> numbers(
      Settings.Group group, Key<NumberList> key, Key<String> file) {
    if (group.has(key) && group.has(file)) {
      group.mistake(key, "and " + file.name() + " exclude each other: give one of them");
    }
    return group
        .find(key)
        .or(
            () ->
                group.find(file, new Form<>(FILE.allowed(), path -> inFile(group.content(path)))));
  }

  private static NumberList inFile(String content) {
    return NumberList.of(
        content
            .lines()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .toList());
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
    return Form.accepted(
        InetSocketAddress.createUnresolved(text.substring(0, colon), port),
        colon > 0
            && port > 0
            && port <= HIGHEST_PORT
            && HOST.matcher(text.substring(0, colon)).matches());
  }

  private static void refuseTrustWithoutTls(Settings.Group group, URI address) {
    for (Key<?> key : List.of(PIN, TRUST_STORE)) {
      if (group.has(key) && !"https".equals(address.getScheme())) {
        group.mistake(key, "needs an address that begins with https://");
      }
    }
    if (group.has(TRUST_STORE_PASSWORD) && !group.has(TRUST_STORE)) {
      group.mistake(TRUST_STORE_PASSWORD, "needs trust-store");
    }
  }

  private static Trust trust(Settings.Group group) {
    if (group.has(PIN) && group.has(TRUST_STORE)) {
      group.mistake(PIN, "and trust-store exclude each other: give one of them");
      return Trust.platform();
    }
    Optional<String> password = group.find(TRUST_STORE_PASSWORD);
    return group
        .find(PIN)
        .or(
            () ->
                group.find(
                    TRUST_STORE,
                    new Form<>(
                        TRUST_STORE.form().allowed(),
                        text -> Trust.store(group.file(text), password))))
        .orElseGet(Trust::platform);
  }
}
