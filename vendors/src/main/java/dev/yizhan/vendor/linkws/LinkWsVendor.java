package dev.yizhan.vendor.linkws;

import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.answer.LinkWs;
import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.codec.code.LinkWsSendCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Transport;
import dev.yizhan.vendor.Ability;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.LimitSettings;
import dev.yizhan.vendor.Limits;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import dev.yizhan.vendor.setting.SettingValues;
import dev.yizhan.vendor.setting.WidenedSetting;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** LinkWS, sdk2 (document 4). */
public final class LinkWsVendor implements Vendor {

  private static final Setting<FullWidth> WIDENED = WidenedSetting.withDefault("'");
  private static final Setting<LinkWs.Dialect.Numbers> NUMBERS =
      Setting.of(
              "numbers",
              SettingFormat.choice(
                  Map.of(
                      "domestic", LinkWs.Dialect.Numbers.DOMESTIC,
                      "international", LinkWs.Dialect.Numbers.INTERNATIONAL)),
              "`international`: numbers carry their country code, and numbers outside mainland China"
                  + " are accepted")
          .withDefault("domestic");
  private static final Setting<LinkWs.Dialect.Digest> MD5 =
      Setting.of(
              "md5",
              SettingFormat.choice(
                  Map.of(
                      "lower-case", LinkWs.Dialect.Digest.LOWER_CASE,
                      "upper-case", LinkWs.Dialect.Digest.UPPER_CASE)),
              "how the password's digest is written")
          .withDefault("lower-case");
  private static final Setting<String> SIGNATURE =
      Setting.of(
          "signature",
          SettingFormat.text("a name without 【】", "[^【】]*"),
          "appended to texts that have none, without the brackets 【】");

  /** For {@link java.util.ServiceLoader}. */
  public LinkWsVendor() {}

  @Override
  public String name() {
    return "linkws";
  }

  @Override
  public Set<Binding> transports() {
    return EnumSet.allOf(Binding.class);
  }

  @Override
  public Set<Ability> abilities() {
    return LinkWsClient.ABILITIES;
  }

  @Override
  public Limits limits(Binding transport) {
    return LinkWsSettings.LIMITS;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(WIDENED, NUMBERS, MD5, SIGNATURE);
  }

  @Override
  public List<ResultCode> resultCodes() {
    return Stream.<ResultCode[]>of(LinkWsSendCode.values(), LinkWsBalanceCode.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  @Override
  public VendorClient open(Access access, SettingValues values, Transport transport) {
    LinkWsSettings usual = LinkWsSettings.of(access);
    LinkWsSettings settings =
        usual
            .withLimits(LimitSettings.read(values, usual.limits()))
            .withWidened(values.get(WIDENED))
            .withDialect(new LinkWs.Dialect(values.get(MD5), values.get(NUMBERS)));
    return LinkWsClient.of(
        values.find(SIGNATURE).map(settings::withSignature).orElse(settings), transport);
  }

  /** Each customer of LinkWS has an address of its own. */
  @Override
  public String accountIdentity(Access access) {
    return name() + ' ' + access.address() + ' ' + access.credentials().user();
  }
}
