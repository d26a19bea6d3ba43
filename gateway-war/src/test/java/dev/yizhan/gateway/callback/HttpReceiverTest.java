package dev.yizhan.gateway.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.http.PostResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpReceiverTest {

  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");

  private static Receiver.Answer answer(int status, Optional<String> retryAfter) {
    return HttpReceiver.answer(
        CallbackForm.JSON,
        new PostResult(Optional.of(status), retryAfter, Optional.empty(), "HTTP " + status, false),
        NOW);
  }

  @ParameterizedTest
  @CsvSource({
    "200, ACCEPTED",
    "299, ACCEPTED",
    "301, UNAVAILABLE",
    "304, UNAVAILABLE",
    "400, REFUSED",
    "404, REFUSED",
    "408, UNAVAILABLE",
    "410, REFUSED",
    "413, REFUSED",
    "425, UNAVAILABLE",
    "429, UNAVAILABLE",
    "499, REFUSED",
    "500, FAILED",
    "502, UNAVAILABLE",
    "503, UNAVAILABLE",
  })
  void readsTheStatus(int status, Receiver.Result result) {
    assertThat(answer(status, Optional.empty()))
        .isEqualTo(new Receiver.Answer(result, "HTTP " + status, Optional.empty()));
  }

  private static Receiver.Answer unanswered(String reason, boolean isLate) {
    return HttpReceiver.answer(
        CallbackForm.SOAP_11,
        new PostResult(Optional.empty(), Optional.empty(), Optional.empty(), reason, isLate),
        NOW);
  }

  @Test
  void readsWhyNoAnswerCame() {
    assertThat(unanswered("no answer", true).result()).isEqualTo(Receiver.Result.FAILED);
    assertThat(unanswered("unknown host", false).result()).isEqualTo(Receiver.Result.UNAVAILABLE);
  }

  @ParameterizedTest
  @CsvSource({
    "'120', 120",
    "'Sat, 28 Nov 2026 10:01:30 GMT', 90",
    "'Sat, 28 Nov 2026 09:00:00 GMT',",
    "'-1',",
    "'soon',",
    "'99999999999999999999',",
  })
  void readsHowLongTheReceiverWantsToBeLeftAlone(String header, Long seconds) {
    assertThat(answer(503, Optional.of(header)).retryAfter())
        .isEqualTo(Optional.ofNullable(seconds).map(Duration::ofSeconds));
  }
}
