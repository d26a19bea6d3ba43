package dev.yizhan.vendor.winic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.http.Outcome;
import dev.yizhan.http.VendorHttp;
import dev.yizhan.http.VendorRequest;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.vendor.SmsVendor;
import dev.yizhan.vendor.VendorContract;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Document 2, sections 1 and 7, by POST. */
class WinicAsmxPostTest extends VendorContract {

  @Override
  protected String name() {
    return Sandbox.WINIC_ASMX;
  }

  @Override
  protected SmsVendor vendor(URI address, String user, String password, VendorHttp http) {
    return WinicAsmx.of(
        WinicSettings.asmx(address, user, password, VendorRequest.Method.POST), http);
  }

  /** Made by {@code iconv -f UTF-8 -t UTF-8} and a percent sign before each byte that needs one. */
  @Override
  protected String wireForm() {
    return "&msg=%E4%BC%98%E6%83%A050%EF%BC%85%EF%BC%86%E9%95%95%E5%96%86%E2%80%94%E2%80%94"
        + "%E3%80%90%E9%A9%BF%E7%AB%99%E3%80%91&otime=";
  }

  @Test
  void takesAnEmojiAndABlank() {
    SmsVendor vendor = vendor();
    assertThat(vendor.send(vendor.plan(message("好 😀", "13800138000")).calls().get(0)))
        .isInstanceOf(Outcome.Accepted.class);
  }
}
