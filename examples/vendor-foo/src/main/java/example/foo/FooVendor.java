package example.foo;

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
import java.util.List;
import java.util.Set;

/** All that the gateway knows about Foo. */
public final class FooVendor implements Vendor {

  private static final Limits LIMITS = Limits.of(20);

  private static final Setting<String> PRODUCT =
      Setting.of(
              "product",
              SettingFormat.text("a product of three letters", "[a-z]{3}"),
              "the product that the vendor has sold")
          .withDefault("sms");

  /** For {@link java.util.ServiceLoader}. */
  public FooVendor() {}

  @Override
  public String name() {
    return "foo";
  }

  @Override
  public Set<Binding> transports() {
    return Set.of(Binding.HTTP_POST);
  }

  @Override
  public Set<Ability> abilities() {
    return Set.of();
  }

  @Override
  public Limits limits(Binding transport) {
    return LIMITS;
  }

  @Override
  public List<Setting<?>> settings() {
    return List.of(PRODUCT);
  }

  @Override
  public List<ResultCode> resultCodes() {
    return List.of(FooCode.values());
  }

  @Override
  public VendorClient open(Access access, SettingValues values, Transport transport) {
    access.requireOneOf(transports());
    return new FooClient(
        access, LimitSettings.read(values, LIMITS), values.get(PRODUCT), transport);
  }
}
