package dev.yizhan.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.Winic;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.VendorResponse;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomesTest {

  private static VendorResponse response(int status, String type, String body) {
    return new VendorResponse(status, type, body.getBytes(StandardCharsets.US_ASCII));
  }

  private static Outcome read(VendorResponse response) {
    return Outcome.Accepted.withId(
        Winic.HttpSend.parse(new String(response.body(), StandardCharsets.US_ASCII)).code());
  }

  @Test
  void isInDoubtAboutAnAnswerThatCannotBeRead() {
    Exchange page = new Exchange.Answered(response(200, "text/html", "<html>secret</html>"));
    assertThat(Outcomes.of(page, OutcomesTest::read))
        .isInstanceOf(Outcome.Unknown.class)
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void isSureThatAMissingParameterStoppedTheRequest() {
    Exchange missing =
        new Exchange.InDoubt(
            "HTTP 500",
            Optional.of(response(500, "text/plain; charset=utf-8", "Missing parameter: uid.\r\n")));
    assertThat(Outcomes.of(missing, OutcomesTest::read)).isInstanceOf(Outcome.NotSent.class);
    Exchange page =
        new Exchange.InDoubt(
            "HTTP 500", Optional.of(response(500, "text/html", "Missing parameter: uid.\r\n")));
    assertThat(Outcomes.of(page, OutcomesTest::read)).isInstanceOf(Outcome.Unknown.class);
  }
}
