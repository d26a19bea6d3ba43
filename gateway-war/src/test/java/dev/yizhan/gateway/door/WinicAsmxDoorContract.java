package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.vendor.AccountDetails;
import dev.yizhan.vendor.SendOptions;
import org.junit.jupiter.api.Test;

/** winic's asmx service, with winnerlook behind. */
abstract class WinicAsmxDoorContract extends DoorReportsContract {

  @Override
  String vendor() {
    return "winic-asmx";
  }

  @Override
  String behind() {
    return "winnerlook";
  }

  @Test
  void describesTheAccount() {
    AccountDetails account = accepted(client().account());
    assertThat(account.user()).isEqualTo("demo");
    assertThat(account.balance()).isEqualTo(accepted(client().balance()).amount());
  }

  @Test
  void changesNoPasswordAndRegistersNobody() {
    assertThat(rejection(client().changePassword("other"))).isEqualTo(WinicCode.OTHER_ERROR);
    accepted(client().balance());
  }

  @Test
  void passesAnExtensionOn() {
    accepted(sent(client(), message(text(), PHONE).with(SendOptions.NONE.withExtension("77"))));
    assertThat(held().extension()).isEqualTo("77");
  }
}
