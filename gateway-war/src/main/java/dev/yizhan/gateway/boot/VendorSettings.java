package dev.yizhan.gateway.boot;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.LinkWs;
import dev.yizhan.codec.SegmentLength;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Limits;
import dev.yizhan.vendor.SmsVendor;
import dev.yizhan.vendor.changlong.ChanglongHttp;
import dev.yizhan.vendor.changlong.ChanglongSettings;
import dev.yizhan.vendor.linkws.LinkWsSettings;
import dev.yizhan.vendor.linkws.LinkWsVendor;
import dev.yizhan.vendor.winic.WinicAsmx;
import dev.yizhan.vendor.winic.WinicHttp;
import dev.yizhan.vendor.winic.WinicSettings;
import dev.yizhan.vendor.winnerlook.WinnerlookSettings;
import dev.yizhan.vendor.winnerlook.WinnerlookVendor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes a channel's vendor of its settings; a new vendor is one line of {@link #VENDORS}. */
final class VendorSettings {

  private static final int MOST_RECIPIENTS = 10_000;
  private static final int LONGEST_QUERY_OF_ALL = 65_536;
  private static final int LONGEST_PART = 1000;
  private static final int MOST_TYPES = 999_999_999;
  private static final String DOCUMENTS = "the document's";

  private static final Key<Integer> RECIPIENTS =
      Key.of(
              "recipients-per-call",
              Form.number(1, MOST_RECIPIENTS),
              "5000 (winic-http), 1000 (winic-asmx), both 100 by GET; 100 (changlong), 500 (linkws),"
                  + " 50 (winnerlook, a batch)")
          .otherwise(DOCUMENTS);
  private static final Key<Integer> LONGEST_QUERY =
      Key.of(
              "longest-query",
              Form.number(512, LONGEST_QUERY_OF_ALL),
              "characters of a GET's query: what IIS takes by default. Recipients are cut to fit; a"
                  + " text that does not fit with one number is refused")
          .otherwise("2048");
  private static final Key<Integer> PART_LENGTH =
      Key.of(
              "part-length",
              Form.number(1, LONGEST_PART),
              "characters of a message that is billed as one part; linkws 62")
          .otherwise("70");
  private static final Key<Integer> JOINED_PART_LENGTH =
      Key.of(
              "joined-part-length",
              Form.number(1, LONGEST_PART),
              "characters of each of several parts; linkws 62")
          .otherwise("67");

  /** Of all vendors. */
  static final List<Key<?>> KEYS =
      List.of(RECIPIENTS, LONGEST_QUERY, PART_LENGTH, JOINED_PART_LENGTH);

  private static final Key<FullWidth> WIDENED =
      Key.of(
              "widened",
              new Form<>("characters from ! to ~, one behind the other", FullWidth::of),
              "characters that go out in full width")
          .otherwise("`%$&#*`; linkws `'`");
  private static final Key<WinicSettings.Blanks> BLANKS =
      Key.of(
              "blanks",
              Form.choice(
                  Map.of(
                      "refused", WinicSettings.Blanks.REFUSED,
                      "stripped", WinicSettings.Blanks.STRIPPED)),
              "the service takes no blanks and line ends")
          .by("refused");
  private static final Key<String> REPLIES_PORT =
      Key.of(
          "replies-port",
          Form.text("the vendor's name of a port"),
          "the port whose replies are asked for (GET_SMS_MO); without it GET_SMS_MO_Ext");
  private static final Key<LinkWs.Dialect.Numbers> NUMBERS =
      Key.of(
              "numbers",
              Form.choice(
                  Map.of(
                      "domestic", LinkWs.Dialect.Numbers.DOMESTIC,
                      "international", LinkWs.Dialect.Numbers.INTERNATIONAL)),
              "`international`: with country code, and numbers abroad are reached")
          .by("domestic");
  private static final Key<LinkWs.Dialect.Digest> MD5 =
      Key.of(
              "md5",
              Form.choice(
                  Map.of(
                      "lower-case", LinkWs.Dialect.Digest.LOWER_CASE,
                      "upper-case", LinkWs.Dialect.Digest.UPPER_CASE)),
              "how the password's digest is written")
          .by("lower-case");
  private static final Key<String> SIGNATURE =
      Key.of(
          "signature",
          Form.text("a name without 【】", "[^【】]*"),
          "put behind texts that have none, without the brackets 【】");
  private static final Key<String> AUTOGRAPH =
      Key.of("autograph", Form.text("what the vendor gave"), "as the vendor gave it")
          .otherwise("empty");
  private static final Key<Integer> MESSAGE_TYPE =
      Key.of("message-type", Form.number(0, MOST_TYPES), "as the vendor gave it").otherwise("101");
  private static final Key<String> VENDOR_CHANNEL =
      Key.of("vendor-channel", Form.text("what the vendor gave"), "as the vendor gave it")
          .otherwise("0");
  private static final Key<WinnerlookSettings.Encryption> ENCRYPTION =
      Key.of(
              "encryption",
              Form.choice(
                  Map.of(
                      "none", WinnerlookSettings.Encryption.NONE,
                      "refusing-ampersands", WinnerlookSettings.Encryption.REFUSING_AMPERSANDS,
                      "widening-ampersands", WinnerlookSettings.Encryption.WIDENING_AMPERSANDS)),
              "but for `none`, sends and polls go encrypted, one number a call")
          .by("none");
  private static final Key<WinnerlookSettings.Polls> POLLS =
      Key.of(
              "polls",
              Form.choice(
                  Map.of(
                      "first", WinnerlookSettings.Polls.FIRST,
                      "second", WinnerlookSettings.Polls.SECOND)),
              "`first`: GetReportConnect and GetMoConnect; `second`: GetReport2Connect and"
                  + " GetMo2Connect")
          .by("second");
  private static final Key<String> INSIDE =
      Key.of(
          "separator-inside",
          Form.text("what the vendor has confirmed"),
          "of SendIndividualMsg, when the vendor has confirmed it; without it texts of their own go"
              + " out one by one");
  private static final Key<String> BETWEEN =
      Key.of(
          "separator-between",
          Form.text("what the vendor has confirmed"),
          "of SendIndividualMsg, another text than `separator-inside`; both or none");

  /** Makes a vendor of an account. */
  private interface Maker {
    SmsVendor make(Settings.Group group, Access access, Transport http);
  }

  /** A vendor's service, and the settings that only it has. */
  private record Vendor(boolean soap, List<Key<?>> keys, Maker maker) {}

  private static final Map<String, Vendor> VENDORS =
      Map.of(
          "winic-http",
          new Vendor(false, List.of(WIDENED, BLANKS), VendorSettings::winicHttp),
          "winic-asmx",
          new Vendor(true, List.of(WIDENED, REPLIES_PORT), VendorSettings::winicAsmx),
          "changlong",
          new Vendor(false, List.of(), VendorSettings::changlong),
          "linkws",
          new Vendor(true, List.of(WIDENED, NUMBERS, MD5, SIGNATURE), VendorSettings::linkWs),
          "winnerlook",
          new Vendor(
              true,
              List.of(AUTOGRAPH, MESSAGE_TYPE, VENDOR_CHANNEL, ENCRYPTION, POLLS, INSIDE, BETWEEN),
              VendorSettings::winnerlook));

  /** What a channel's vendor may be. */
  static final Form<String> NAMES =
      Form.choice(VENDORS.keySet().stream().collect(Collectors.toMap(name -> name, name -> name)));

  private VendorSettings() {}

  /** What may be set for channels of one vendor only, by the vendors. */
  static Map<String, List<Key<?>>> keys() {
    Map<String, List<Key<?>>> keys = new TreeMap<>();
    VENDORS.forEach((name, vendor) -> keys.put(name, vendor.keys()));
    return keys;
  }

  static List<String> transports(String vendor) {
    return vendor(vendor).soap()
        ? List.of("HTTP GET", "HTTP POST", "SOAP 1.1", "SOAP 1.2")
        : List.of("HTTP GET", "HTTP POST");
  }

  private static Vendor vendor(String name) {
    return java.util.Objects.requireNonNull(VENDORS.get(name), name);
  }

  /** The vendor, or a mistake. */
  static Optional<SmsVendor> make(
      String name, Settings.Group group, Access access, Transport http) {
    try {
      return Optional.of(vendor(name).maker().make(group, access, http));
    } catch (CodecException e) {
      group.mistake(
          ChannelSettings.PASSWORD,
          "cannot be used so: the vendor's charset lacks a character of it");
      return Optional.empty();
    }
  }

  private static Limits limits(Settings.Group group, Limits usual) {
    return usual
        .withRecipientsPerCall(group.get(RECIPIENTS, usual.recipientsPerCall()))
        .withLongestQuery(group.get(LONGEST_QUERY, usual.longestQuery()))
        .withParts(parts(group, usual.parts()));
  }

  private static SegmentLength parts(Settings.Group group, SegmentLength usual) {
    int single = group.get(PART_LENGTH, usual.single());
    int joined = group.get(JOINED_PART_LENGTH, Math.min(usual.joined(), single));
    if (joined > single) {
      group.mistake(JOINED_PART_LENGTH, "must not be above part-length");
      return usual;
    }
    return new SegmentLength(single, joined);
  }

  private static SmsVendor winicHttp(Settings.Group group, Access access, Transport http) {
    WinicSettings usual = WinicSettings.http(access);
    return WinicHttp.of(
        usual
            .withLimits(limits(group, usual.limits()))
            .withWidened(group.get(WIDENED, usual.widened()))
            .withBlanks(group.get(BLANKS)),
        http);
  }

  private static SmsVendor winicAsmx(Settings.Group group, Access access, Transport http) {
    WinicSettings usual = WinicSettings.asmx(access);
    WinicSettings settings =
        usual
            .withLimits(limits(group, usual.limits()))
            .withWidened(group.get(WIDENED, usual.widened()));
    return WinicAsmx.of(
        group.find(REPLIES_PORT).map(settings::withRepliesPort).orElse(settings), http);
  }

  private static SmsVendor changlong(Settings.Group group, Access access, Transport http) {
    ChanglongSettings usual = ChanglongSettings.of(access);
    return ChanglongHttp.of(usual.withLimits(limits(group, usual.limits())), http);
  }

  private static SmsVendor linkWs(Settings.Group group, Access access, Transport http) {
    LinkWsSettings usual = LinkWsSettings.of(access);
    LinkWsSettings settings =
        usual
            .withLimits(limits(group, usual.limits()))
            .withWidened(group.get(WIDENED, usual.widened()))
            .withDialect(new LinkWs.Dialect(group.get(MD5), group.get(NUMBERS)));
    return LinkWsVendor.of(
        group.find(SIGNATURE).map(settings::withSignature).orElse(settings), http);
  }

  private static SmsVendor winnerlook(Settings.Group group, Access access, Transport http) {
    WinnerlookSettings usual = WinnerlookSettings.of(access);
    WinnerlookSettings plain =
        usual
            .withLimits(limits(group, usual.limits()))
            .withAutograph(group.get(AUTOGRAPH, usual.autograph()))
            .withMessageType(group.get(MESSAGE_TYPE, usual.messageType()))
            .withVendorChannel(group.get(VENDOR_CHANNEL, usual.vendorChannel()))
            .withEncryption(group.get(ENCRYPTION))
            .withPolls(group.get(POLLS));
    Optional<String> inside = group.find(INSIDE);
    if (inside.isPresent() != group.find(BETWEEN).isPresent()) {
      group.mistake(INSIDE, "and separator-between go together: give both or none");
    }
    return WinnerlookVendor.of(
        inside
            .flatMap(first -> group.find(BETWEEN, separators(first)))
            .map(plain::withSeparators)
            .orElse(plain),
        http);
  }

  private static Form<IndividualTexts> separators(String inside) {
    return new Form<>(
        "another text than separator-inside", between -> IndividualTexts.of(inside, between));
  }
}
