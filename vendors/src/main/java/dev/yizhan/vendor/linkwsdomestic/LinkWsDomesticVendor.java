package dev.yizhan.vendor.linkwsdomestic;

import dev.yizhan.codec.FullWidth;
import dev.yizhan.codec.code.LinkWsDomesticCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Transport;
import dev.yizhan.soap.LinkWsDomesticService;
import dev.yizhan.soap.LinkWsDomesticService.Forms;
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
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** LinkWS's domestic interface (vendor-rules §8, source W: public client code). */
public final class LinkWsDomesticVendor implements Vendor {

  private static final int LONGEST_TEXT = 1000;

  private static final Setting<Forms> FORMS =
      Setting.of(
              "forms",
              SettingFormat.choice(
                  Map.of(
                      "asmx", Forms.ASMX,
                      "gb2312", Forms.GB2312_PAGES,
                      "utf-8", Forms.UTF_8_PAGES)),
              "by POST and GET: `gb2312` for `PATH/BatchSend2.aspx`, `utf-8` for"
                  + " `PATH/utf8/BatchSend2.aspx`, `asmx` for `PATH/LinkWS.asmx/BatchSend2` in UTF-8")
          .withDefault("gb2312");
  private static final Setting<String> PATH =
      Setting.of(
              "path",
              SettingFormat.text("a path such as /sdk2", "/|(/[A-Za-z0-9._~-]+)+"),
              "where the service is on the vendor's host; `/` for its root")
          .withDefault("/sdk2");
  private static final Setting<Integer> LONGEST =
      Setting.of(
              "longest-text",
              SettingFormat.number(LinkWsDomesticSettings.SHORTEST_TEXT, LONGEST_TEXT),
              "characters of a text with its signature: some resellers take 250, some 300")
          .withDefault(String.valueOf(LinkWsDomesticSettings.LONGEST_TEXT));
  private static final Setting<FullWidth> WIDENED = WidenedSetting.withDefault("'");
  private static final Setting<String> SIGNATURE =
      Setting.of(
          "signature",
          SettingFormat.text("a name without 【】", "[^【】]*"),
          "appended to texts that have none, without the brackets 【】");

  /** For {@link java.util.ServiceLoader}. */
  public LinkWsDomesticVendor() {}

  @Override
  public String name() {
    return "linkws-domestic";
  }

  @Override
  public Set<Binding> transports() {
    return EnumSet.allOf(Binding.class);
  }

  @Override
  public Set<Ability> abilities() {
    return LinkWsDomesticClient.ABILITIES;
  }

  @Override
  public Limits limits(Binding transport) {
    return LinkWsDomesticSettings.LIMITS;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(FORMS, PATH, LONGEST, WIDENED, SIGNATURE);
  }

  @Override
  public List<ResultCode> resultCodes() {
    return List.of(LinkWsDomesticCode.values());
  }

  @Override
  public VendorClient open(Access access, SettingValues values, Transport transport) {
    LinkWsDomesticSettings usual = LinkWsDomesticSettings.of(access);
    String path = values.get(PATH);
    LinkWsDomesticSettings settings =
        usual
            .withLimits(LimitSettings.read(values, usual.limits()))
            .withLongestText(values.get(LONGEST))
            .withSite(
                new LinkWsDomesticService.Site(path.equals("/") ? "" : path, values.get(FORMS)))
            .withWidened(values.get(WIDENED));
    return LinkWsDomesticClient.of(
        values.find(SIGNATURE).map(settings::withSignature).orElse(settings), transport);
  }

  /** Each reseller has an address of its own. */
  @Override
  public String accountIdentity(Access access) {
    return name() + ' ' + access.address() + ' ' + access.credentials().user();
  }
}
