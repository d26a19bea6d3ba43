package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.vendor.VendorClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** LinkWS, with winic-asmx behind, which reaches numbers abroad. */
abstract class LinkWsDoorContract extends DoorContract {

  @Override
  String vendor() {
    return "linkws";
  }

  @Override
  String behind() {
    return "winic-asmx";
  }

  @Test
  void sendsAbroadAndToMainlandMobilesByTheirForm() {
    VendorClient international =
        gateway().client(vendor(), binding(), "demo", "demo", Map.of("numbers", "international"));
    accepted(sent(international, message(text(), "+85291234567")));
    assertThat(held().phone()).isEqualTo("85291234567");
    gateway().sandbox().forgetMessages();
    accepted(sent(international, message(text(), PHONE)));
    assertThat(held().phone()).isEqualTo(PHONE);
  }

  @Test
  void saysThatAPasswordIsWrong() {
    VendorClient wrong = client("wrong");
    assertThat(rejection(wrong.balance())).isEqualTo(LinkWsBalanceCode.WRONG_PASSWORD);
  }
}
