package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinicRegisterCode;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.http.Credentials;
import dev.yizhan.vendor.AccountDetails;
import dev.yizhan.vendor.NewAccount;
import dev.yizhan.vendor.SendOptions;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
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
    assertThat(registrationRefusal("nobody", "")).isEqualTo(WinicCode.OTHER_ERROR.code());
    accepted(client().balance());
  }

  @Test
  void registersAccountsAtTheVendorWhereThatIsAllowed() {
    String user = "new" + binding().name().toLowerCase(Locale.ROOT).replace("_", "");
    gateway().set(open -> registering(open, "127.0.0.1"));
    accepted(client().register(newAccount(user, "demo")));
    assertThat(registrationRefusal(user, "")).isEqualTo(WinicRegisterCode.ACCOUNT_EXISTS.code());
    assertThat(registrationRefusal(user + "2", "nobody"))
        .isEqualTo(WinicRegisterCode.NO_SUCH_AGENT.code());
    assertThat(registrationRefusal("", "")).isEqualTo(WinicCode.WRONG_PARAMETER.code());
    gateway().set(open -> registering(open, "192.0.2.0/24"));
    assertThat(registrationRefusal(user + "3", "")).isEqualTo(WinicCode.ADDRESS_REFUSED.code());
  }

  @AfterEach
  void registerNobody() {
    gateway().set(open -> Opened.of(open).registration(Optional.empty()));
  }

  private String registrationRefusal(String user, String agent) {
    return rejection(client().register(newAccount(user, agent))).code();
  }

  private static OpenDoor registering(OpenDoor open, String from) {
    return Opened.of(open)
        .registration(Optional.of(new OpenDoor.Registration("winic", Networks.of(from))));
  }

  private static NewAccount newAccount(String user, String agent) {
    return new NewAccount(new Credentials(user, "pa55"), agent, "驿站", "张三", "13800138000");
  }

  @Test
  void passesAnExtensionOn() {
    accepted(sent(client(), message(text(), PHONE).with(SendOptions.NONE.withExtension("77"))));
    assertThat(held().extension()).isEqualTo("77");
  }
}
