package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class HashingQueueTest {

  private static final Duration LONG = Duration.ofMinutes(1);

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch started = new CountDownLatch(1);
  private final CountDownLatch released = new CountDownLatch(1);

  @AfterEach
  void end() {
    released.countDown();
    threads.shutdownNow();
  }

  private void occupy(HashingQueue queue) throws InterruptedException {
    Future<?> unused =
        threads.submit(
            () ->
                queue.run(
                    () -> {
                      started.countDown();
                      try {
                        released.await();
                      } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                      }
                      return true;
                    }));
    started.await();
  }

  private static void assertBusy(HashingQueue queue) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> queue.run(() -> true))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FaultCode.BUSY));
  }

  @Test
  void returnsTheResultOfTheCheck() {
    HashingQueue queue = new HashingQueue(1, 0, LONG);
    assertThat(queue.run(() -> true)).isTrue();
    assertThat(queue.run(() -> false)).isFalse();
  }

  @Test
  void freesItsPlaceAfterAFailure() {
    HashingQueue queue = new HashingQueue(1, 0, LONG);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(
            () ->
                queue.run(
                    () -> {
                      throw new IllegalStateException("check");
                    }));
    assertThat(queue.run(() -> true)).isTrue();
  }

  @Test
  void isBusyWhereTooManyWait() throws Exception {
    HashingQueue queue = new HashingQueue(1, 1, LONG);
    occupy(queue);
    Future<Boolean> second = threads.submit(() -> queue.run(() -> true));
    while (queue.waiting() == 0) {
      Thread.onSpinWait();
    }
    assertBusy(queue);
    released.countDown();
    assertThat(second.get()).isTrue();
  }

  @Test
  void isBusyWhereTheWaitIsTooLong() throws Exception {
    HashingQueue queue = new HashingQueue(1, 1, Duration.ZERO);
    occupy(queue);
    assertBusy(queue);
  }

  @Test
  void isBusyForAnInterruptedThread() {
    HashingQueue queue = new HashingQueue(1, 1, LONG);
    Thread.currentThread().interrupt();
    assertBusy(queue);
    assertThat(Thread.interrupted()).isTrue();
  }
}
