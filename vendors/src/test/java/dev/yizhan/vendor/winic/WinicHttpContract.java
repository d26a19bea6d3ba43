package dev.yizhan.vendor.winic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.vendor.Balance;
import dev.yizhan.vendor.Cell;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.Sent;
import dev.yizhan.vendor.Vendor;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.VendorContract;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Document 1, by either method. */
abstract class WinicHttpContract extends VendorContract {

  @Override
  protected Vendor vendor() {
    return new WinicHttpVendor();
  }

  /** The output of {@code iconv -f UTF-8 -t CP936}, percent-encoded. */
  @Override
  protected String wireForm() {
    return "&content=%D3%C5%BB%DD50%A3%A5%A3%A6%E9F%86%B4%A1%AA%A1%AA%A1%BE%E6%E4%D5%BE%A1%BF&time=";
  }

  @Override
  protected String shown() {
    return "优惠50％＆镕喆——【驿站】";
  }

  @Override
  protected List<String> refusals() {
    return List.of("-03", "-02", "-01");
  }

  @Override
  protected List<? extends ResultCode> sendCodes() {
    return List.of(WinicCode.values());
  }

  @Override
  protected List<? extends ResultCode> balanceCodes() {
    return List.of(WinicCode.values());
  }

  @Override
  protected Balance price() {
    return new Balance(new BigDecimal("0.1"), Balance.Unit.CNY);
  }

  @Override
  protected List<String> parameters(String operation) {
    return operation.equals("index")
        ? List.of("id", "pwd", "to", "content", "time")
        : List.of("uid", "pwd");
  }

  @Test
  @Cell("send")
  void sendsAndReturnsTheCharge() {
    Sent sent = accepted(sent(client(), message("测试", "13800138000", "13900139000")));
    assertOnTheWire("index");
    assertThat(sent.billing().segments()).hasValue(2);
    assertThat(sent.billing().charge()).contains(new BigDecimal("0.2"));
    assertThat(sent.billing().balanceAfter().orElseThrow()).isLessThan(new BigDecimal("100000"));
    assertThat(sandbox.messages()).hasSize(2);
  }

  @Test
  @Cell("balance")
  void returnsTheBalance() {
    assertThat(accepted(client().balance()).amount()).isPositive();
    assertOnTheWire("remoney");
  }

  @ParameterizedTest
  @ValueSource(strings = {"测 试", "测　试", "测\r试", "测\n试"})
  void refusesBlanksAndLineEndsWithTheirIndex(String text) {
    Refusal refusal = refusal(client().plan(message(text, "13800138000")));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CHARACTER_FORBIDDEN);
    assertThat(refusal.detail()).contains("at index 1");
  }

  @Test
  void removesBlanksIfTheChannelIsSetSo() {
    VendorClient stripping =
        WinicHttpClient.of(
            WinicSettings.http(access()).withBlanks(WinicSettings.Blanks.STRIPPED), transport());
    accepted(sent(stripping, message("测 试　\r\n好", "13800138000")));
    assertThat(held().text()).isEqualTo("测试好");
  }

  @Test
  void refusesAnEmojiWithItsIndex() {
    Refusal refusal = refusal(client().plan(message("好😀", "13800138000")));
    assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CHARACTER_NOT_ENCODABLE);
    assertThat(refusal.detail()).contains("U+1F600 at index 1");
  }
}
