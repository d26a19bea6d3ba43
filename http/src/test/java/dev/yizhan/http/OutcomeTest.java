package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  private static Outcome<?> ofError500(String type, byte[] body) {
    return Outcome.of(
        new Exchange.InDoubt("HTTP 500", Optional.of(new VendorResponse(500, type, body))),
        OutcomeTest::read);
  }

  /** vendor-rules §8: plain, with detailed errors, and of a server in Chinese. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "Missing parameter: uid.\r\n",
        "System.InvalidOperationException: Missing parameter: extno.\r\n   at System.Web…\r\n",
        "缺少参数: uid。\r\n",
        "System.InvalidOperationException: 缺少参数: extno。\r\n   在 System.Web.Services.Protocols…",
        "\uFEFFMissing parameter: uid.",
      })
  void isNotSentIfTheServerMissesAParameter(String text) {
    for (String charset : List.of("UTF-8", "x-mswin-936")) {
      if (charset.equals("UTF-8") || !text.startsWith("\uFEFF")) {
        byte[] body = text.getBytes(Charset.forName(charset));
        for (String type : List.of("text/plain; charset=utf-8", "text/plain", "Text/Plain")) {
          assertThat(ofError500(type, body))
              .isEqualTo(new Outcome.NotSent<>("the vendor's server misses a parameter"));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Parameter: Missing parameter",
        "System.Data.SqlClient.SqlException: timeout\r\nMissing parameter: uid",
        "短信缺少参数"
      })
  void isUnknownAfterAnother500InPlainText(String text) {
    assertThat(ofError500("text/plain", text.getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Outcome.Unknown.class);
  }

  @Test
  void isUnknownIfAPageSpeaksOfAMissingParameter() {
    byte[] body = "Missing parameter: uid.\r\n".getBytes(StandardCharsets.UTF_8);
    assertThat(ofError500("text/html", body)).isInstanceOf(Outcome.Unknown.class);
  }
}
