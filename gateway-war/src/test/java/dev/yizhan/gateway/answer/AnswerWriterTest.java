package dev.yizhan.gateway.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
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
class AnswerWriterTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final int MANY = 200;

  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void end() {
    threads.shutdownNow();
  }

  private static Answer text(int length) {
    return Answer.text(200, "x".repeat(length));
  }

  @Test
  void writesAShortAnswerInTheThreadOfTheRequest() throws IOException {
    FakeRequest request = new FakeRequest();
    try (AnswerWriter writer = new AnswerWriter(LONG)) {
      writer.write(request.request(), request.response(), text(16384), reader());
      assertThat(request.isAsync()).isFalse();
      assertThat(request.written()).isEqualTo("200 x16384");
    }
  }

  private static AnswerWriter.Reader reader() {
    return AnswerWriter.Reader.STRANGER;
  }

  @Test
  void writesALongAnswerInAThreadOfItsOwn() throws Exception {
    FakeRequest request = new FakeRequest();
    request.holdWrites();
    try (AnswerWriter writer = new AnswerWriter(LONG)) {
      writer.write(request.request(), request.response(), text(16385), reader());
      assertThat(request.isAsync()).isTrue();
      request.releaseWrites();
      request.awaitCompletion();
      assertThat(request.written()).isEqualTo("200 x16385");
    }
  }

  @Test
  void abortsAnAnswerAtItsDeadline() throws Exception {
    FakeRequest slow = new FakeRequest();
    slow.holdWrites();
    try (AnswerWriter writer = new AnswerWriter(Duration.ofMillis(20))) {
      writer.write(slow.request(), slow.response(), text(20_000), reader());
      slow.awaitCompletion();
      assertThat(slow.wasInterrupted()).isTrue();
      assertThat(slow.completions()).isEqualTo(1);
    }
  }

  /** Strangers get 503 without a thread, and consumers are not affected. */
  @Test
  void boundsWhatWaitsForSlowReaders() throws Exception {
    try (AnswerWriter writer = new AnswerWriter(LONG)) {
      List<FakeRequest> slow = new ArrayList<>();
      while (writer.hasRoom(reader())) {
        FakeRequest request = new FakeRequest();
        request.holdWrites();
        writer.write(request.request(), request.response(), text(1 << 20), reader());
        slow.add(request);
      }
      assertThat(slow).hasSize(4);

      FakeRequest refused = new FakeRequest();
      writer.write(refused.request(), refused.response(), text(1 << 20), reader());
      assertThat(refused.written()).startsWith("503 ");
      assertThat(refused.header("Retry-After")).isNotEmpty();

      FakeRequest consumer = new FakeRequest();
      assertThat(writer.hasRoom(AnswerWriter.Reader.CONSUMER)).isTrue();
      writer.write(
          consumer.request(), consumer.response(), text(20_000), AnswerWriter.Reader.CONSUMER);
      consumer.awaitCompletion();
      assertThat(consumer.written()).isEqualTo("200 x20000");

      for (FakeRequest each : slow) {
        each.releaseWrites();
        each.awaitCompletion();
      }
      assertThat(writer.hasRoom(reader())).isTrue();
    }
  }

  @Test
  void letsOneOfAnswerTimeOutAndErrorWin() throws Exception {
    try (AnswerWriter writer = new AnswerWriter(LONG)) {
      for (int i = 0; i < MANY; i++) {
        FakeRequest request = new FakeRequest();
        PendingAnswer pending =
            writer.later(
                request.request(),
                request.response(),
                () -> Answer.text(500, "given up"),
                AnswerWriter.Reader.CONSUMER);
        CountDownLatch start = new CountDownLatch(1);
        List<Future<?>> racers = new ArrayList<>();
        racers.add(racer(start, () -> pending.answer(() -> Answer.text(200, "answer"))));
        racers.add(racer(start, request::timeOut));
        racers.add(racer(start, request::fail));
        start.countDown();
        for (Future<?> racer : racers) {
          racer.get();
        }
        request.awaitCompletion();
        assertThat(request.completions()).isEqualTo(1);
        assertThat(request.written()).isIn("200 answer", "500 given up", "");
      }
    }
  }

  private Future<?> racer(CountDownLatch start, Runnable action) {
    return threads.submit(
        () -> {
          start.await();
          action.run();
          return null;
        });
  }

  @Test
  void endsARequestWhoseAnswerCannotBeMade() {
    FakeRequest request = new FakeRequest();
    try (AnswerWriter writer = new AnswerWriter(LONG)) {
      PendingAnswer pending =
          writer.later(
              request.request(),
              request.response(),
              () -> Answer.text(500, "given up"),
              AnswerWriter.Reader.CONSUMER);
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(
              () ->
                  pending.answer(
                      () -> {
                        throw new IllegalStateException("none");
                      }));
      assertThat(request.completions()).isEqualTo(1);
    }
  }

  @Test
  void answersWhatIsLeftBeforeItCloses() {
    FakeRequest request = new FakeRequest();
    AnswerWriter writer = new AnswerWriter(LONG);
    PendingAnswer pending =
        writer.later(
            request.request(),
            request.response(),
            () -> Answer.text(500, "given up"),
            AnswerWriter.Reader.CONSUMER);
    writer.close();
    assertThat(request.written()).isEqualTo("500 given up");
    pending.answer(() -> Answer.text(200, "too late"));
    assertThat(request.completions()).isEqualTo(1);
    assertThat(request.written()).isEqualTo("500 given up");
  }
}
