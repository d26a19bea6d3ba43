package dev.yizhan.gateway.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private static HashingQueue queue(int checks, Duration maxWait) {
    return new HashingQueue(new HashingQueue.Bounds(1, checks, 4, 2, 2, maxWait));
  }

  private static HashingQueue.Login login(String name, String address, String password) {
    return new HashingQueue.Login(name, address, name + '/' + password);
  }

  private static HashingQueue.Login anybody() {
    return login("anybody", "10.0.0.1", "x");
  }

  /** Its check is computed until the test ends it. */
  private Future<Boolean> occupy(HashingQueue queue, HashingQueue.Login login)
      throws InterruptedException {
    Future<Boolean> occupied =
        threads.submit(
            () ->
                queue.run(
                    login,
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
    return occupied;
  }

  /** Its check has the result once the others let it. */
  private Future<Boolean> waiting(HashingQueue queue, HashingQueue.Login login, boolean result) {
    int before = queue.waiting();
    Future<Boolean> waiting = threads.submit(() -> queue.run(login, () -> result));
    while (queue.waiting() == before) {
      Thread.onSpinWait();
    }
    return waiting;
  }

  private static void assertBusy(HashingQueue queue, HashingQueue.Login login) {
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> queue.run(login, () -> true))
        .satisfies(e -> assertThat(e.code()).isEqualTo(FaultCode.BUSY));
  }

  @Test
  void returnsTheResultOfTheCheck() {
    HashingQueue queue = queue(0, LONG);
    assertThat(queue.run(anybody(), () -> true)).isTrue();
    assertThat(queue.run(anybody(), () -> false)).isFalse();
  }

  @Test
  void freesItsPlacesAfterAFailure() {
    HashingQueue queue = queue(0, LONG);
    for (int i = 0; i < 5; i++) {
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  queue.run(
                      anybody(),
                      () -> {
                        throw new IllegalStateException("check");
                      }));
    }
    assertThat(queue.run(anybody(), () -> true)).isTrue();
  }

  @Test
  void isBusyAtOnceWhereTooManyWait() throws Exception {
    HashingQueue queue = queue(1, LONG);
    Future<?> unused = occupy(queue, login("first", "10.0.0.1", "x"));
    Future<Boolean> second = waiting(queue, login("second", "10.0.0.1", "x"), true);
    assertBusy(queue, login("third", "10.0.0.1", "x"));
    released.countDown();
    assertThat(second.get()).isTrue();
  }

  @Test
  void isBusyWhereTheWaitIsTooLong() throws Exception {
    HashingQueue queue = queue(1, Duration.ZERO);
    Future<?> unused = occupy(queue, login("first", "10.0.0.1", "x"));
    assertBusy(queue, anybody());
  }

  @Test
  void isBusyForAnInterruptedThread() {
    HashingQueue queue = queue(1, LONG);
    Thread.currentThread().interrupt();
    assertBusy(queue, anybody());
    assertThat(Thread.interrupted()).isTrue();
  }

  /** A right password gets through while wrong ones of the same name wait. */
  @Test
  void keepsPlacesForOtherAddressesAndNames() throws Exception {
    HashingQueue queue = queue(9, LONG);
    Future<?> unused = occupy(queue, login("shop", "192.0.2.1", "wrong 1"));
    Future<Boolean> wrong = waiting(queue, login("shop", "192.0.2.1", "wrong 2"), false);
    assertBusy(queue, login("shop", "192.0.2.1", "wrong 3"));

    Future<Boolean> right = waiting(queue, login("shop", "10.0.0.1", "right"), true);
    Future<Boolean> fourth = waiting(queue, login("shop", "192.0.2.2", "wrong 4"), false);
    assertBusy(queue, login("shop", "192.0.2.3", "wrong 5"));
    Future<Boolean> other = waiting(queue, login("office", "192.0.2.1", "right"), true);

    released.countDown();
    assertThat(wrong.get()).isFalse();
    assertThat(right.get()).isTrue();
    assertThat(fourth.get()).isFalse();
    assertThat(other.get()).isTrue();
    assertThat(queue.run(login("shop", "192.0.2.1", "right"), () -> true)).isTrue();
  }

  /** As when a consumer's threads begin to call at the same time. */
  @Test
  void checksTheSameLoginOnce() throws Exception {
    HashingQueue queue = queue(0, LONG);
    Future<Boolean> first = occupy(queue, anybody());
    List<Future<Boolean>> followers = new ArrayList<>();
    for (int i = 1; i <= 2; i++) {
      followers.add(
          threads.submit(
              () ->
                  queue.run(
                      anybody(),
                      () -> {
                        throw new AssertionError("checked again");
                      })));
      while (queue.following() < i) {
        Thread.onSpinWait();
      }
    }
    assertBusy(queue, anybody());
    released.countDown();
    assertThat(first.get()).isTrue();
    for (Future<Boolean> follower : followers) {
      assertThat(follower.get()).isTrue();
    }
  }
}
