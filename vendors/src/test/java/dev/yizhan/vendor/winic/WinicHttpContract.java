package dev.yizhan.vendor.winic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.vendor.Plan;
import dev.yizhan.vendor.Refusal;
import dev.yizhan.vendor.VendorContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Document 1, by either method. */
abstract class WinicHttpContract extends VendorContract {

  @Override
  protected String name() {
    return Sandbox.WINIC_HTTP;
  }

  /** Made by {@code iconv -f UTF-8 -t CP936} and a percent sign before each byte that needs one. */
  @Override
  protected String wireForm() {
    return "&content=%D3%C5%BB%DD50%A3%A5%A3%A6%E9F%86%B4%A1%AA%A1%AA%A1%BE%E6%E4%D5%BE%A1%BF&time=";
  }

  @ParameterizedTest
  @ValueSource(strings = {"测 试", "测　试", "测\r试", "测\n试"})
  void refusesBlanksAndLineEndsWithTheirPlace(String text) {
    Plan plan = vendor().plan(message(text, "13800138000"));
    assertThat(plan.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CHARACTER_FORBIDDEN);
              assertThat(refusal.detail()).contains("at index 1");
            });
  }

  @Test
  void refusesAnEmojiWithItsPlace() {
    Plan plan = vendor().plan(message("好😀", "13800138000"));
    assertThat(plan.refusals())
        .singleElement()
        .satisfies(
            refusal -> {
              assertThat(refusal.reason()).isEqualTo(Refusal.Reason.CHARACTER_NOT_ENCODABLE);
              assertThat(refusal.detail()).contains("😀 (U+1F600) at index 1");
            });
  }
}
