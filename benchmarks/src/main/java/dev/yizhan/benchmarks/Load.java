package dev.yizhan.benchmarks;

import dev.yizhan.http.Outcome;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Runs calls on many threads; a call checks its own result. */
final class Load {

  private static final int FEW = 4;
  private static final int WARM_SECONDS = 8;

  private Load() {}

  /**
   * The medians of all rounds.
   *
   * @param one calls per second
   * @param other calls per second
   * @param ratio of the other to the one
   */
  record Comparison(double one, double other, double ratio) {}

  /** Warms up both and measures them alternately; each is first in every second round. */
  static Comparison compare(int threads, int rounds, int seconds, Runnable one, Runnable other)
      throws InterruptedException {
    // Few threads first: with all of them the compiler would get no processor.
    perSecond(FEW, WARM_SECONDS, one);
    perSecond(FEW, WARM_SECONDS, other);
    perSecond(threads, WARM_SECONDS, one);
    perSecond(threads, WARM_SECONDS, other);
    List<Double> ofOne = new ArrayList<>();
    List<Double> ofOther = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      double before = round % 2 == 0 ? perSecond(threads, seconds, one) : 0;
      double others = perSecond(threads, seconds, other);
      double ones = round % 2 == 0 ? before : perSecond(threads, seconds, one);
      ofOne.add(ones);
      ofOther.add(others);
      ratios.add(others / ones);
    }
    return new Comparison(median(ofOne), median(ofOther), median(ratios));
  }

  private static double median(List<Double> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  private static double perSecond(int threads, int seconds, Runnable call)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    Callable<Long> caller =
        () -> {
          long calls = 0;
          for (; !over.get(); calls++) {
            call.run();
          }
          return calls;
        };
    long start = System.nanoTime();
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    List<Future<Long>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(callers.submit(caller));
    }
    Thread.sleep(seconds * 1000L);
    over.set(true);
    long calls = total(running);
    callers.shutdown();
    return calls * 1e9 / (System.nanoTime() - start);
  }

  /** Distributes a number of calls over the threads. */
  static void times(int threads, int calls, Runnable call) throws InterruptedException {
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    List<Future<Long>> running = new ArrayList<>();
    for (int i = 0; i < threads; i++) {
      running.add(
          callers.submit(
              () -> {
                for (int j = 0; j < calls / threads; j++) {
                  call.run();
                }
                return 0L;
              }));
    }
    total(running);
    callers.shutdown();
  }

  private static long total(List<Future<Long>> running) throws InterruptedException {
    long total = 0;
    for (Future<Long> each : running) {
      try {
        total += each.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e);
      }
    }
    return total;
  }

  /**
   * The value of an accepted call.
   *
   * @throws IllegalStateException if the outcome is another one
   */
  static <T> T accepted(Outcome<T> outcome) {
    return outcome.match(
        Outcome.Accepted::value,
        rejected -> notAccepted(outcome),
        notSent -> notAccepted(outcome),
        unknown -> notAccepted(outcome));
  }

  private static <T> T notAccepted(Outcome<T> outcome) {
    throw new IllegalStateException("Not accepted: " + outcome.reason());
  }
}
