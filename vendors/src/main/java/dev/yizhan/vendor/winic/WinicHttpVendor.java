package dev.yizhan.vendor.winic;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
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
import java.util.List;
import java.util.Map;
import java.util.Set;

/** winic's HTTP service (document 1). */
public final class WinicHttpVendor implements Vendor {

  private static final Setting<WinicSettings.Blanks> BLANKS =
      Setting.of(
              "blanks",
              SettingFormat.choice(
                  Map.of(
                      "refused", WinicSettings.Blanks.REFUSED,
                      "stripped", WinicSettings.Blanks.STRIPPED)),
              "the service accepts no blanks and line ends: refuse a text with them, or remove them")
          .withDefault("refused");

  /** For {@link java.util.ServiceLoader}. */
  public WinicHttpVendor() {}

  @Override
  public String name() {
    return "winic-http";
  }

  @Override
  public Set<Binding> transports() {
    return WinicSettings.HTTP_TRANSPORTS;
  }

  @Override
  public Set<Ability> abilities() {
    return WinicHttpClient.ABILITIES;
  }

  @Override
  public Limits limits(Binding transport) {
    return WinicSettings.httpLimits(transport);
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(WinicSettings.WIDENED, BLANKS);
  }

  @Override
  public List<ResultCode> resultCodes() {
    return List.of(WinicCode.values());
  }

  @Override
  public VendorClient open(Access access, SettingValues values, Transport transport) {
    WinicSettings usual = WinicSettings.http(access);
    return WinicHttpClient.of(
        usual
            .withLimits(LimitSettings.read(values, usual.limits()))
            .withWidened(values.get(WinicSettings.WIDENED))
            .withBlanks(values.get(BLANKS)),
        transport);
  }

  @Override
  public String accountIdentity(Access access) {
    return WinicSettings.accountIdentity(access);
  }
}
