package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.sending.QuotaStore;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Daily counters on either database, called by a test class of each. */
final class QuotasContract {

  private static final LocalDate DAY = LocalDate.of(2026, 11, 22);
  private static final int MOST = 40;
  private static final int WRITERS = 16;

  private QuotasContract() {}

  private static QuotaStore.Count count(String name, int amount) {
    return new QuotaStore.Count(name, amount, MOST);
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
    assertThat(quotas.reserve(DAY.plusDays(1), List.of(count("a", MOST)))).isEmpty();
    quotas.release(DAY, List.of(count("a", 1)));
    assertThat(quotas.reserve(DAY, List.of(count("a", 1)))).isEmpty();
    assertThat(quotas.removeBefore(DAY.plusDays(1))).isEqualTo(2);
    assertThat(quotas.reserve(DAY, List.of(count("a", MOST)))).isEmpty();
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
                    .reserve(DAY, some.subList(0, 3).stream().map(name -> count(name, 1)).toList())
                    .isEmpty());
      }
      int taken = 0;
      for (Future<Boolean> each : writers.invokeAll(takes)) {
        taken += each.get() ? 1 : 0;
      }
      int left = 0;
      for (String name : names) {
        while (nodes
            .get(0)
            .quotas()
            .reserve(DAY, List.of(count(name, 1)))
            .equals(Optional.empty())) {
          left++;
        }
      }
      assertThat(3 * taken + left).isEqualTo(names.size() * MOST);
    } finally {
      writers.shutdown();
    }
  }
}
