package dev.yizhan.gateway.core.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.vendor.Billing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OutcomeSeriesTest {

  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

  private final Memory memory = new Memory();
  private final OutcomeSeries series = new OutcomeSeries(memory, Clock.fixed(NOON, ZoneOffset.UTC));

  /** Keeps what is added, or fails. */
  private static final class Memory implements SeriesStore {
    private final List<OutcomeCount> added = new ArrayList<>();
    private Optional<StoreException> failure = Optional.empty();
    private Instant forgotten = Instant.MIN;

    @Override
    public void add(List<OutcomeCount> counts, Instant forgetBefore) {
      if (failure.isPresent()) {
        throw failure.get();
      }
      added.addAll(counts);
      forgotten = forgetBefore;
    }

    @Override
    public List<OutcomeCount> read(Instant from, Optional<String> channel) {
      return List.copyOf(added);
    }
  }

  private void end(CallRecord.Result outcome, Instant at, Duration took) {
    series.count(
        new CallRecord(
            1,
            "winic",
            outcome,
            new CallRecord.VendorAnswer(List.of(), Optional.empty(), Optional.empty()),
            Billing.NONE,
            at,
            took));
  }

  private static OutcomeCount count(Instant minute, CallRecord.Result outcome, long calls) {
    return new OutcomeCount(minute, "winic", outcome, calls);
  }

  @Test
  void countsByTheMinuteInWhichACallEnded() {
    end(CallRecord.Result.ACCEPTED, NOON.plusSeconds(59), Duration.ofSeconds(2));
    end(CallRecord.Result.ACCEPTED, NOON.plusSeconds(61), Duration.ofMillis(2));
    end(CallRecord.Result.UNKNOWN, NOON, Duration.ZERO);
    series.flush();
    assertThat(memory.added)
        .containsExactlyInAnyOrder(
            count(NOON.plusSeconds(60), CallRecord.Result.ACCEPTED, 2),
            count(NOON, CallRecord.Result.UNKNOWN, 1));
    assertThat(memory.forgotten).isEqualTo(NOON.minus(OutcomeSeries.KEPT));
    series.flush();
    assertThat(memory.added).hasSize(2);
  }

  @Test
  void readsWhatIsStoredAndWhatIsNot() {
    end(CallRecord.Result.ACCEPTED, NOON, Duration.ZERO);
    series.flush();
    end(CallRecord.Result.ACCEPTED, NOON, Duration.ZERO);
    end(CallRecord.Result.ACCEPTED, NOON.minusSeconds(60), Duration.ZERO);
    assertThat(series.read(NOON, Optional.of("winic")))
        .containsExactly(
            count(NOON, CallRecord.Result.ACCEPTED, 1), count(NOON, CallRecord.Result.ACCEPTED, 1));
    assertThat(series.read(NOON, Optional.of("other"))).hasSize(1);
  }

  @Test
  void storesLaterWhatWasNotStored() {
    end(CallRecord.Result.ACCEPTED, NOON, Duration.ZERO);
    memory.failure = Optional.of(new StoreException("away", new IllegalStateException("x")));
    assertThatExceptionOfType(StoreException.class).isThrownBy(series::flush);
    end(CallRecord.Result.ACCEPTED, NOON, Duration.ZERO);
    memory.failure = Optional.empty();
    series.close();
    assertThat(memory.added).containsExactly(count(NOON, CallRecord.Result.ACCEPTED, 2));
  }

  @Test
  void storesNothingTwice() {
    end(CallRecord.Result.ACCEPTED, NOON, Duration.ZERO);
    memory.failure =
        Optional.of(
            new StoreException(
                "cut", new IllegalStateException("x"), StoreException.Certainty.IN_DOUBT));
    assertThatExceptionOfType(StoreException.class).isThrownBy(series::flush);
    memory.failure = Optional.empty();
    series.close();
    assertThat(memory.added).isEmpty();
  }
}
