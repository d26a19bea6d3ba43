package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.Winic;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeTest {

  private static VendorResponse response(int status, String type, String body) {
    return new VendorResponse(status, type, body.getBytes(StandardCharsets.US_ASCII));
  }

  private static Answer<String> read(VendorResponse response) {
    return Winic.asmxSend(new String(response.body(), StandardCharsets.US_ASCII));
  }

  @Test
  void isInDoubtAboutAnAnswerThatCannotBeRead() {
    Exchange page = new Exchange.Answered(response(200, "text/html", "<html>secret</html>"));
    assertThat(Outcome.of(page, OutcomeTest::read))
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
    assertThat(Outcome.of(missing, OutcomeTest::read)).isInstanceOf(Outcome.NotSent.class);
    Exchange page =
        new Exchange.InDoubt(
            "HTTP 500", Optional.of(response(500, "text/html", "Missing parameter: uid.\r\n")));
    assertThat(Outcome.of(page, OutcomeTest::read)).isInstanceOf(Outcome.Unknown.class);
  }
}
