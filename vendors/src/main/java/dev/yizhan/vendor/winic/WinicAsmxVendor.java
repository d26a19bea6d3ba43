package dev.yizhan.vendor.winic;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinicRegisterCode;
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
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** winic's asmx service (document 2). */
public final class WinicAsmxVendor implements Vendor {

  private static final Setting<String> REPLIES_PORT =
      Setting.of(
          "replies-port",
          SettingFormat.text("the vendor's name of a port"),
          "the port whose inbound messages are polled (GET_SMS_MO); without it GET_SMS_MO_Ext");

  /** For {@link java.util.ServiceLoader}. */
  public WinicAsmxVendor() {}

  @Override
  public String name() {
    return "winic-asmx";
  }

  @Override
  public Set<Binding> transports() {
    return EnumSet.allOf(Binding.class);
  }

  @Override
  public Set<Ability> abilities() {
    return WinicAsmxClient.ABILITIES;
  }

  @Override
  public Limits limits(Binding transport) {
    return WinicSettings.asmxLimits(transport);
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(WinicSettings.WIDENED, REPLIES_PORT);
  }

  @Override
  public List<ResultCode> resultCodes() {
    return Stream.<ResultCode[]>of(WinicCode.values(), WinicRegisterCode.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  @Override
  public VendorClient open(Access access, SettingValues values, Transport transport) {
    WinicSettings usual = WinicSettings.asmx(access);
    WinicSettings settings =
        usual
            .withLimits(LimitSettings.read(values, usual.limits()))
            .withWidened(values.get(WinicSettings.WIDENED));
    return WinicAsmxClient.of(
        values.find(REPLIES_PORT).map(settings::withRepliesPort).orElse(settings), transport);
  }

  @Override
  public String accountIdentity(Access access) {
    return WinicSettings.accountIdentity(access);
  }
}
