package dev.yizhan.gateway.door;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.vendor.Sent;
import org.junit.jupiter.api.Test;

/** changlong's pages, with winnerlook behind. */
abstract class ChanglongDoorContract extends DoorReportsContract {

  @Override
  String vendor() {
    return "changlong";
  }

  @Override
  String behind() {
    return "winnerlook";
  }

  @Test
  void answersAnIdForEachNumber() {
    Sent sent = accepted(sent(client(), message(text(), PHONE, "13900139000", "13700137000")));
    assertThat(sent.ids()).hasSize(3).doesNotHaveDuplicates();
    assertThat(sent.refused()).isZero();
    assertThat(Awaited.await(gateway().sandbox()::messages, all -> all.size() == 3)).hasSize(3);
  }

  /** The vendor counts them and sends to the others. */
  @Test
  void leavesWrongNumbersOut() throws Exception {
    String answer =
        new RawClient(gateway())
            .post(
                "changlong",
                "/sendsms_txt.asp",
                "application/x-www-form-urlencoded",
                "us_name=demo&us_pwd=demo&send_phone=13800138000,12345,13800138000"
                    + "&send_content=%B2%E2%CA%D4")
            .text();
    assertThat(answer).matches("0\\|2\\|1\\|([0-9]+),\\1");
    assertThat(held().text()).isEqualTo("测试");
  }
}
