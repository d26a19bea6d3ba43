package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
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

  private static String kind(Outcome<String> outcome) {
    return outcome.match(
        accepted -> "accepted " + accepted.value(),
        rejected -> "rejected " + rejected.code().code(),
        notSent -> "not sent: " + notSent.reason(),
        unknown -> "unknown: " + unknown.reason());
  }

  @Test
  void matchesEachKindWithItsOwnFunction() {
    assertThat(kind(new Outcome.Accepted<>("7"))).isEqualTo("accepted 7");
    assertThat(
            kind(new Outcome.Rejected<>(ResultCode.of(WinicCode.class, "-03"), Optional.empty())))
        .isEqualTo("rejected -03");
    assertThat(kind(new Outcome.NotSent<>("refused"))).isEqualTo("not sent: refused");
    assertThat(kind(new Outcome.Unknown<>("cut"))).isEqualTo("unknown: cut");
  }

  @Test
  void givesTheReasonWithoutTheForbiddenWord() {
    assertThat(new Outcome.Accepted<>("7").reason()).isEmpty();
    assertThat(new Outcome.Rejected<>(WinicCode.BALANCE_TOO_LOW, Optional.of("word")).reason())
        .isEqualTo("the vendor answered -01: " + WinicCode.BALANCE_TOO_LOW.english())
        .doesNotContain("word");
    assertThat(new Outcome.NotSent<>("refused").reason()).isEqualTo("refused");
    assertThat(new Outcome.Unknown<>("cut").reason()).isEqualTo("cut");
  }

  @Test
  void convertsOnlyTheValueOfAnAcceptedCall() {
    Optional<String> word = Optional.of("word");
    assertThat(new Outcome.Accepted<>("7").map(Integer::valueOf))
        .isEqualTo(new Outcome.Accepted<>(7));
    assertThat(new Outcome.Rejected<String>(WinicCode.BALANCE_TOO_LOW, word).map(Integer::valueOf))
        .isEqualTo(new Outcome.Rejected<>(WinicCode.BALANCE_TOO_LOW, word));
    assertThat(new Outcome.NotSent<String>("refused").map(Integer::valueOf))
        .isEqualTo(new Outcome.NotSent<>("refused"));
    assertThat(new Outcome.Unknown<String>("cut").map(Integer::valueOf))
        .isEqualTo(new Outcome.Unknown<>("cut"));
  }

  @Test
  void isUnknownIfTheAnswerCannotBeRead() {
    Exchange page = new Exchange.Answered(response(200, "text/html", "<html>secret</html>"));
    assertThat(Outcome.of(page, OutcomeTest::read))
        .isInstanceOf(Outcome.Unknown.class)
        .asString()
        .doesNotContain("secret");
  }

  @Test
  void isNotSentIfTheServerMissesAParameter() {
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
