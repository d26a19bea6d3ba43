package dev.yizhan.gateway.boot;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.LinkWs;
import dev.yizhan.codec.PartLength;
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

/** Makes a channel's vendor of its settings; a new vendor is one line of {@link #VENDORS}. */
final class VendorSettings {

  /** Makes a vendor of an account. */
  private interface Maker {
    SmsVendor make(Settings.Group group, Access access, Transport http);
  }

  private record Vendor(boolean soap, Maker maker) {}

  private static final Map<String, Vendor> VENDORS =
      Map.of(
          "winic-http", new Vendor(false, VendorSettings::winicHttp),
          "winic-asmx", new Vendor(true, VendorSettings::winicAsmx),
          "changlong", new Vendor(false, VendorSettings::changlong),
          "linkws", new Vendor(true, VendorSettings::linkWs),
          "winnerlook", new Vendor(true, VendorSettings::winnerlook));

  /** What a channel's vendor may be. */
  static final List<String> NAMES = VENDORS.keySet().stream().sorted().toList();

  private static final int MOST_RECIPIENTS = 10_000;
  private static final int LONGEST_QUERY = 65_536;
  private static final int LONGEST_PART = 1000;
  private static final int MOST_TYPES = 999_999_999;

  private VendorSettings() {}

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
      group.mistake("password", "cannot be used so: " + e.getMessage());
      return Optional.empty();
    }
  }

  private static Limits limits(Settings.Group group, Limits usual) {
    return usual
        .withRecipientsPerCall(
            group.number("recipients-per-call", usual.recipientsPerCall(), 1, MOST_RECIPIENTS))
        .withLongestQuery(group.number("longest-query", usual.longestQuery(), 512, LONGEST_QUERY))
        .withParts(parts(group, usual.parts()));
  }

  private static PartLength parts(Settings.Group group, PartLength usual) {
    int single = group.number("part-length", usual.single(), 1, LONGEST_PART);
    int joined =
        group.number("joined-part-length", Math.min(usual.joined(), single), 1, LONGEST_PART);
    if (joined > single) {
      group.mistake("joined-part-length", "must not be above part-length");
      return usual;
    }
    return new PartLength(single, joined);
  }

  private static FullWidth widened(Settings.Group group, FullWidth usual) {
    return group.get(
        "widened", usual, "characters from ! to ~, one behind the other", FullWidth::of);
  }

  private static SmsVendor winicHttp(Settings.Group group, Access access, Transport http) {
    WinicSettings usual = WinicSettings.http(access);
    return WinicHttp.of(
        usual
            .withLimits(limits(group, usual.limits()))
            .withWidened(widened(group, usual.widened()))
            .withBlanks(
                group.choice(
                    "blanks",
                    usual.blanks(),
                    Map.of(
                        "refused", WinicSettings.Blanks.REFUSED,
                        "stripped", WinicSettings.Blanks.STRIPPED))),
        http);
  }

  private static SmsVendor winicAsmx(Settings.Group group, Access access, Transport http) {
    WinicSettings usual = WinicSettings.asmx(access);
    WinicSettings settings =
        usual
            .withLimits(limits(group, usual.limits()))
            .withWidened(widened(group, usual.widened()));
    return WinicAsmx.of(
        group.find("replies-port").map(settings::withRepliesPort).orElse(settings), http);
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
            .withWidened(widened(group, usual.widened()))
            .withDialect(
                new LinkWs.Dialect(
                    group.choice(
                        "md5",
                        usual.dialect().digest(),
                        Map.of(
                            "lower-case", LinkWs.Dialect.Digest.LOWER_CASE,
                            "upper-case", LinkWs.Dialect.Digest.UPPER_CASE)),
                    group.choice(
                        "numbers",
                        usual.dialect().numbers(),
                        Map.of(
                            "domestic", LinkWs.Dialect.Numbers.DOMESTIC,
                            "international", LinkWs.Dialect.Numbers.INTERNATIONAL))));
    Optional<String> signature =
        group
            .find("signature")
            .flatMap(given -> group.parse("signature", "a name without 【】", VendorSettings::name));
    return LinkWsVendor.of(signature.map(settings::withSignature).orElse(settings), http);
  }

  private static String name(String text) {
    if (text.contains("【") || text.contains("】")) {
      throw new IllegalArgumentException("signature");
    }
    return text;
  }

  private static SmsVendor winnerlook(Settings.Group group, Access access, Transport http) {
    WinnerlookSettings usual = WinnerlookSettings.of(access);
    WinnerlookSettings plain =
        usual
            .withLimits(limits(group, usual.limits()))
            .withAutograph(group.get("autograph", usual.autograph()))
            .withMessageType(group.number("message-type", usual.messageType(), 0, MOST_TYPES))
            .withVendorChannel(group.get("vendor-channel", usual.vendorChannel()))
            .withEncryption(
                group.choice(
                    "encryption",
                    usual.encryption(),
                    Map.of(
                        "none", WinnerlookSettings.Encryption.NONE,
                        "refusing-ampersands", WinnerlookSettings.Encryption.REFUSING_AMPERSANDS,
                        "widening-ampersands", WinnerlookSettings.Encryption.WIDENING_AMPERSANDS)))
            .withPolls(
                group.choice(
                    "polls",
                    usual.polls(),
                    Map.of(
                        "first", WinnerlookSettings.Polls.FIRST,
                        "second", WinnerlookSettings.Polls.SECOND)));
    Optional<String> inside = group.find("separator-inside");
    Optional<String> between = group.find("separator-between");
    if (inside.isPresent() != between.isPresent()) {
      group.mistake("separator-inside", "and separator-between go together: give both or none");
    }
    Optional<IndividualTexts> separators =
        inside.flatMap(
            first ->
                group.parse(
                    "separator-between",
                    "another text than separator-inside",
                    second -> IndividualTexts.of(first, second)));
    return WinnerlookVendor.of(separators.map(plain::withSeparators).orElse(plain), http);
  }
}
