package dev.yizhan.vendor.winnerlook;

import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinnerlookCode;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.LimitSettings;
import dev.yizhan.vendor.Limits;
import dev.yizhan.vendor.PushReader;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import dev.yizhan.vendor.setting.SettingValues;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** winnerlook's trigger service V1.8 (document 5). */
public final class WinnerlookVendor implements Vendor {

  private static final int MOST_TYPES = 999_999_999;
  private static final String FROM_THE_VENDOR = "as the vendor gave it";
  private static final SettingFormat<String> GIVEN = SettingFormat.text("what the vendor gave");
  private static final SettingFormat<String> CONFIRMED =
      SettingFormat.text("what the vendor has confirmed");

  private static final Setting<String> AUTOGRAPH =
      Setting.of("autograph", GIVEN, FROM_THE_VENDOR).withDefaultText("empty");
  private static final Setting<Integer> MESSAGE_TYPE =
      Setting.of("message-type", SettingFormat.number(0, MOST_TYPES), FROM_THE_VENDOR)
          .withDefault("101");
  private static final Setting<String> VENDOR_CHANNEL =
      Setting.of("vendor-channel", GIVEN, FROM_THE_VENDOR).withDefault("0");
  private static final Setting<WinnerlookSettings.Encryption> ENCRYPTION =
      Setting.of(
              "encryption",
              SettingFormat.choice(
                  Map.of(
                      "none", WinnerlookSettings.Encryption.NONE,
                      "refusing-ampersands", WinnerlookSettings.Encryption.REFUSING_AMPERSANDS,
                      "widening-ampersands", WinnerlookSettings.Encryption.WIDENING_AMPERSANDS)),
              "except for `none`, sends and polls are encrypted, with one number in a call")
          .withDefault("none");
  private static final Setting<WinnerlookSettings.Polls> POLLS =
      Setting.of(
              "polls",
              SettingFormat.choice(
                  Map.of(
                      "first", WinnerlookSettings.Polls.FIRST,
                      "second", WinnerlookSettings.Polls.SECOND)),
              "`first`: GetReportConnect and GetMoConnect; `second`: GetReport2Connect and"
                  + " GetMo2Connect")
          .withDefault("second");
  private static final Setting<String> INSIDE =
      Setting.of(
          "separator-inside",
          CONFIRMED,
          "of SendIndividualMsg, between a number and its text, once the vendor has confirmed it;"
              + " without it per-recipient texts are sent one by one; the vendor guide has the pairs"
              + " that users report");
  private static final Setting<String> BETWEEN =
      Setting.of(
          "separator-between",
          CONFIRMED,
          "of SendIndividualMsg, between messages, a text other than `separator-inside`; both or"
              + " none");

  /** For {@link java.util.ServiceLoader}. */
  public WinnerlookVendor() {}

  @Override
  public String name() {
    return "winnerlook";
  }

  @Override
  public Set<Binding> transports() {
    return EnumSet.allOf(Binding.class);
  }

  @Override
  public Set<Ability> abilities() {
    return WinnerlookClient.ABILITIES;
  }

  @Override
  public Limits limits(Binding transport) {
    return WinnerlookSettings.LIMITS;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(AUTOGRAPH, MESSAGE_TYPE, VENDOR_CHANNEL, ENCRYPTION, POLLS, INSIDE, BETWEEN);
  }

  @Override
  public List<ResultCode> resultCodes() {
    return List.of(WinnerlookCode.values());
  }

  @Override
  public VendorClient open(Access access, SettingValues values, Transport transport) {
    WinnerlookSettings usual = WinnerlookSettings.of(access);
    WinnerlookSettings settings =
        usual
            .withLimits(LimitSettings.read(values, usual.limits()))
            .withAutograph(values.get(AUTOGRAPH, usual.autograph()))
            .withMessageType(values.get(MESSAGE_TYPE))
            .withVendorChannel(values.get(VENDOR_CHANNEL))
            .withEncryption(values.get(ENCRYPTION))
            .withPolls(values.get(POLLS));
    return WinnerlookClient.of(
        separators(values).map(settings::withSeparators).orElse(settings), transport);
  }

  private static Optional<IndividualTexts> separators(SettingValues values) {
    Optional<String> inside = values.find(INSIDE);
    if (inside.isPresent() != values.has(BETWEEN)) {
      values.error(INSIDE, "and separator-between go together: give both or none");
    }
    return inside.flatMap(
        first ->
            values.find(
                BETWEEN,
                new SettingFormat<>(
                    "another text than separator-inside",
                    between -> IndividualTexts.of(first, between))));
  }

  @Override
  public Optional<PushReader> pushReader() {
    return Optional.of(WinnerlookPush::read);
  }
}
