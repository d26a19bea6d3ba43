package example.foo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.http.Binding;
import dev.yizhan.sandbox.world.World;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.VendorContract;
import dev.yizhan.vendor.setting.SettingValues;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What every vendor does, and what only Foo does. */
class FooPostTest extends VendorContract {

  @Override
  protected Vendor vendor() {
    return new FooVendor();
  }

  @Override
  protected Binding binding() {
    return Binding.HTTP_POST;
  }

  /** Made by {@code iconv -f UTF-8 -t UTF-8} and a percent sign before each byte that needs one. */
  @Override
  protected String wireForm() {
    return "&text=%E4%BC%98%E6%83%A050%25%26%E9%95%95%E5%96%86%E2%80%94%E2%80%94%E3%80%90%E9%A9%BF"
        + "%E7%AB%99%E3%80%91";
  }

  @Override
  protected List<String> refusals() {
    return List.of("E1", "E1", "E2");
  }

  @Override
  protected List<? extends ResultCode> sendCodes() {
    return List.of(FooCode.values());
  }

  @Override
  protected List<? extends ResultCode> balanceCodes() {
    return List.of(FooCode.values());
  }

  @Override
  protected Balance price() {
    return new Balance(BigDecimal.ONE, Balance.Unit.MESSAGES);
  }

  @Override
  protected List<String> parameters(String operation) {
    return operation.equals("send")
        ? List.of("user", "password", "product", "to", "text")
        : List.of("user", "password");
  }

  @Test
  void sendsWithTheProductOfItsSettings() {
    VendorClient voice =
        vendor().open(access(), SettingValues.of(Map.of("product", "otp")), transport());
    accepted(sent(voice, message("测试", "13800138000", "13900139000")));
    assertOnTheWire("send");
    assertThat(sandbox.requests(name()).get(0).form()).contains("&product=otp&");
    assertThat(sandbox.messages()).hasSize(2);
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> vendor().open(access(), SettingValues.of(Map.of("product", "x")), transport()))
        .withMessage("product must be a product of three letters");
  }

  @Test
  void reportsAForbiddenWord() {
    assertThat(rejection(sent(client(), message(World.FORBIDDEN_WORD, "13800138000"))))
        .isEqualTo(FooCode.FORBIDDEN_WORD);
  }
}
