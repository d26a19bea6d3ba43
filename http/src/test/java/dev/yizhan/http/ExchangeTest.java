package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private static String kind(Exchange exchange) {
    return exchange.match(
        answered -> "answered " + answered.response().status(),
        notSent -> "not sent: " + notSent.reason(),
        inDoubt -> "in doubt: " + inDoubt.reason());
  }

  @Test
  void matchesEachKindWithItsOwnFunction() {
    VendorResponse response = new VendorResponse(200, "", new byte[0]);
    assertThat(kind(new Exchange.Answered(response))).isEqualTo("answered 200");
    assertThat(kind(new Exchange.NotSent("refused"))).isEqualTo("not sent: refused");
    assertThat(kind(new Exchange.InDoubt("cut", Optional.empty()))).isEqualTo("in doubt: cut");
  }
}
