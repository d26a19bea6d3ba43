package dev.yizhan.vendor.changlong;

import dev.yizhan.codec.code.ChanglongBalanceCode;
import dev.yizhan.codec.code.ChanglongPollCode;
import dev.yizhan.codec.code.ChanglongSendCode;
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
import dev.yizhan.vendor.setting.SettingValues;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** changlong 企业短信通 (document 3). */
public final class ChanglongVendor implements Vendor {

  /** For {@link java.util.ServiceLoader}. */
  public ChanglongVendor() {}

  @Override
  public String name() {
    return "changlong";
  }

  @Override
  public Set<Binding> transports() {
    return ChanglongSettings.TRANSPORTS;
  }

  @Override
  public Set<Ability> abilities() {
    return ChanglongClient.ABILITIES;
  }

  @Override
  public Limits limits(Binding transport) {
    return ChanglongSettings.LIMITS;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of();
  }

  @Override
  public List<ResultCode> resultCodes() {
    return Stream.<ResultCode[]>of(
            ChanglongSendCode.values(), ChanglongPollCode.values(), ChanglongBalanceCode.values())
        .flatMap(Arrays::stream)
        .toList();
  }

  @Override
  public VendorClient open(Access access, SettingValues values, Transport transport) {
    ChanglongSettings usual = ChanglongSettings.of(access);
    return ChanglongClient.of(
        usual.withLimits(LimitSettings.read(values, usual.limits())), transport);
  }
}
