package dev.yizhan.gateway.core.callback;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.record.RecordKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressTest {

  private static final Instant NOW = Instant.parse("2026-11-28T10:00:00Z");
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Progress BEGUN =
      new Progress(
          RecordKind.REPORTS, 10, 30, new Progress.Batch(7, 20, 1000), Progress.Failures.NONE);

  private static Progress failed(Progress before, Receiver.Result result, int records) {
    return failed(before, result, records, Optional.empty());
  }

  private static Progress failed(
      Progress before, Receiver.Result result, int records, Optional<Duration> retryAfter) {
    return before.failed(
        new Receiver.Answer(result, "HTTP 499", retryAfter), records, 15, 8, PAUSE, NOW);
  }

  @Test
  void keepsTheBatchWhenTheReceiverIsUnavailable() {
    Progress after = BEGUN;
    for (int i = 1; i <= 20; i++) {
      after = failed(after, Receiver.Result.UNAVAILABLE, 10);
      assertThat(after.batch()).isEqualTo(BEGUN.batch());
      assertThat(after.failures())
          .isEqualTo(
              new Progress.Failures(
                  i, Optional.of(NOW), NOW.plus(PAUSE), Optional.of("HTTP 499"), false));
    }
  }

  @Test
  void deliversHalfOfARefusedBatchAtOnce() {
    Progress after = failed(BEGUN, Receiver.Result.REFUSED, 10);
    assertThat(after.batch()).isEqualTo(new Progress.Batch(8, 15, 5));
    assertThat(after.isDue(NOW)).isTrue();
    assertThat(after.failures().isRefused()).isFalse();
    assertThat(failed(BEGUN, Receiver.Result.REFUSED, 10, Optional.of(PAUSE)).isDue(NOW))
        .as("unless the receiver asks for a pause")
        .isFalse();
  }

  @Test
  void triesARefusedRecordAgainAfterAPause() {
    Progress after = failed(BEGUN, Receiver.Result.REFUSED, 1);
    assertThat(after.batch()).isEqualTo(BEGUN.batch());
    assertThat(after.failures().isRefused()).isTrue();
    assertThat(after.isDue(NOW)).isFalse();
    assertThat(after.isDue(NOW.plus(PAUSE))).isTrue();
  }

  @Test
  void narrowsABatchWhoseReceiverFailsAgainAndAgain() {
    Progress twice = failed(failed(BEGUN, Receiver.Result.FAILED, 10), Receiver.Result.FAILED, 10);
    assertThat(twice.batch()).isEqualTo(BEGUN.batch());
    Progress thrice = failed(twice, Receiver.Result.FAILED, 10);
    assertThat(thrice.batch()).isEqualTo(new Progress.Batch(8, 15, 5));
    assertThat(thrice.isDue(NOW)).isFalse();
    assertThat(failed(thrice, Receiver.Result.FAILED, 1).batch()).isEqualTo(thrice.batch());
  }

  @Test
  void waitsAsLongAsTheReceiverAsksButNotForEver() {
    for (Duration asked : new Duration[] {Duration.ofSeconds(1), Duration.ofDays(9)}) {
      Progress after = failed(BEGUN, Receiver.Result.UNAVAILABLE, 10, Optional.of(asked));
      assertThat(after.failures().dueAt())
          .isEqualTo(NOW.plus(asked.toDays() > 0 ? Duration.ofHours(1) : PAUSE));
    }
  }

  @Test
  void growsAgainAfterSuccess() {
    Progress narrowed = failed(BEGUN, Receiver.Result.REFUSED, 10);
    Progress after = narrowed.acceptedUpTo(15);
    assertThat(after.isPending()).isFalse();
    assertThat(after.limit(500)).isEqualTo(10);
    assertThat(after.failures()).isEqualTo(Progress.Failures.NONE);
    assertThat(BEGUN.acceptedUpTo(20).limit(500)).isEqualTo(500);
  }

  @Test
  void isDueWhereAWrongClockHasWrittenATimeFarAhead() {
    Progress.Failures ahead =
        new Progress.Failures(
            1, Optional.of(NOW), NOW.plus(Duration.ofDays(300)), Optional.empty(), false);
    assertThat(new Progress(RecordKind.REPORTS, 10, 30, BEGUN.batch(), ahead).isDue(NOW)).isTrue();
    assertThat(new Progress(RecordKind.REPORTS, 30, 30, BEGUN.batch(), ahead).isDue(NOW))
        .as("nothing to deliver")
        .isFalse();
  }
}
