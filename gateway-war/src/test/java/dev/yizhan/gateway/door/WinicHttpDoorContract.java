package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.vendor.Sent;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** winic's HTTP service, with winnerlook behind. */
abstract class WinicHttpDoorContract extends DoorContract {

  @Override
  String vendor() {
    return "winic-http";
  }

  @Override
  String behind() {
    return "winnerlook";
  }

  @Test
  void answersFiveFieldsAsTheVendor() {
    Sent sent = accepted(sent(client(), message("测".repeat(80), PHONE, "13900139000")));
    assertThat(sent.billing().segments()).hasValue(4);
    assertThat(sent.billing().charge()).contains(BigDecimal.ZERO);
    assertThat(sent.billing().balanceAfter())
        .isEqualTo(
            client()
                .balance()
                .match(
                    accepted -> java.util.Optional.of(accepted.value().amount()),
                    no -> java.util.Optional.empty(),
                    no -> java.util.Optional.empty(),
                    no -> java.util.Optional.empty()));
  }
}
