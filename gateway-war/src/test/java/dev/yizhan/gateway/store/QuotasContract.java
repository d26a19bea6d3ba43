package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.sending.QuotaStore;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Counters on either database, called by a test class of each. */
final class QuotasContract {

  /** The last second of a day in China. */
  private static final Instant DAY = Instant.parse("2026-11-22T15:59:59Z");

  private static final Instant NEXT_DAY = DAY.plusSeconds(1);
  private static final int MOST = 40;
  private static final int WRITERS = 16;

  private QuotasContract() {}

  private static QuotaStore.Count count(String name, int amount) {
    return new QuotaStore.Count(name, amount, MOST);
  }

  /** Every other one of a period. */
  private static QuotaStore.Count one(String name) {
    return new QuotaStore.Count(
        name,
        1,
        MOST,
        name.charAt(0) % 2 == 0 ? Optional.empty() : Optional.of(Duration.ofHours(1)));
  }

  /** All or nothing, up to the limit and no further; each day starts at zero. */
  static void countsAllOrNothing(GatewayStore store) {
    QuotaStore quotas = store.quotas();
    assertThat(quotas.reserve(DAY, List.of(count("a", 30), count("b", 10)))).isEmpty();
    assertThat(quotas.reserve(DAY, List.of(count("b", 31), count("a", 10))))
        .map(QuotaStore.Count::name)
        .contains("b");
    assertThat(quotas.reserve(DAY, List.of(count("a", 10), count("b", 30)))).isEmpty();
    assertThat(quotas.reserve(DAY, List.of(count("a", 1)))).isPresent();
    assertThat(quotas.reserve(NEXT_DAY, List.of(count("a", MOST)))).isEmpty();
    quotas.release(DAY, List.of(count("a", 1)));
    assertThat(quotas.reserve(DAY, List.of(count("a", 1)))).isEmpty();
    assertThat(quotas.removeBefore(NEXT_DAY)).isEqualTo(2);
    assertThat(quotas.reserve(DAY, List.of(count("a", MOST)))).isEmpty();
  }

  private static QuotaStore.Count inMinute(String name, int amount) {
    return new QuotaStore.Count(name, amount, 2, Optional.of(Duration.ofMinutes(1)));
  }

  /** A minute begins with the first amount, and ends 60 s later; it is no minute of the clock. */
  static void countsInPeriods(GatewayStore store) {
    QuotaStore quotas = store.quotas();
    assertThat(quotas.reserve(DAY, List.of(inMinute("m", 1), count("a", MOST)))).isEmpty();
    assertThat(quotas.reserve(DAY.plusSeconds(30), List.of(inMinute("m", 1)))).isEmpty();
    assertThat(quotas.reserve(DAY.plusMillis(59_999), List.of(inMinute("m", 1))))
        .map(QuotaStore.Count::name)
        .contains("m");
    assertThat(quotas.reserve(DAY.plusSeconds(60), List.of(inMinute("m", 3)))).isPresent();
    assertThat(quotas.reserve(DAY.plusSeconds(70), List.of(inMinute("m", 2)))).isEmpty();
    quotas.release(DAY.plusSeconds(30), List.of(inMinute("m", 1)));
    assertThat(quotas.reserve(DAY.plusSeconds(129), List.of(inMinute("m", 1))))
        .as("what was reserved before the minute is not part of it")
        .isPresent();
    quotas.release(DAY.plusSeconds(70), List.of(inMinute("m", 2)));
    assertThat(quotas.reserve(DAY.plusSeconds(129), List.of(inMinute("m", 2)))).isEmpty();
    assertThat(quotas.reserve(DAY.plusSeconds(188), List.of(inMinute("m", 1))))
        .as("the minute began with the first amount that was not released")
        .isPresent();
    assertThat(quotas.reserve(DAY.plusSeconds(188), List.of(inMinute("n", 1), count("a", 1))))
        .as("another day")
        .isEmpty();
    assertThat(quotas.removeBefore(DAY.plusSeconds(188))).isEqualTo(2);
  }

  /**
   * Many concurrent writers on all nodes, with the same counters in different orders: none
   * deadlocks.
   */
  static void countsExactly(List<GatewayStore> nodes) throws Exception {
    List<String> names = List.of("a", "b", "c", "d", "e", "f");
    ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
    try {
      List<Callable<Boolean>> takes = new ArrayList<>();
      for (int i = 0; i < 50 * WRITERS; i++) {
        List<String> some = new ArrayList<>(names);
        Collections.shuffle(some, new Random(i));
        QuotaStore quotas = nodes.get(i % nodes.size()).quotas();
        takes.add(
            () ->
                quotas
                    .reserve(DAY, some.subList(0, 3).stream().map(QuotasContract::one).toList())
                    .isEmpty());
      }
      int taken = 0;
      for (Future<Boolean> each : writers.invokeAll(takes)) {
        taken += each.get() ? 1 : 0;
      }
      int left = 0;
      for (String name : names) {
        while (nodes.get(0).quotas().reserve(DAY, List.of(one(name))).equals(Optional.empty())) {
          left++;
        }
      }
      assertThat(3 * taken + left).isEqualTo(names.size() * MOST);
    } finally {
      writers.shutdown();
    }
  }
}
