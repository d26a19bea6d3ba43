package dev.yizhan.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Faults that hold answers back, with more requests than the server has threads. */
class HeldAnswersTest {

  private static final int REQUESTS = 300;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String SEND =
      "/sendsms_txt.asp?us_name=demo&us_pwd=demo&send_phone=13800138000&send_content=a";

  @Nested
  class OverHttp {

    private final HttpClient client = HttpClient.newHttpClient();
    private final CountDownLatch accepted = new CountDownLatch(REQUESTS);
    private Sandbox sandbox;

    @BeforeEach
    void start() {
      sandbox = SandboxPage.start(0);
      sandbox.listen(message -> accepted.countDown());
    }

    @AfterEach
    void stop() {
      sandbox.close();
    }

    private HttpRequest.Builder request(URI address) {
      return HttpRequest.newBuilder(address).timeout(PATIENCE);
    }

    private CompletableFuture<HttpResponse<String>> send() {
      return client.sendAsync(
          request(URI.create(sandbox.address(ChanglongSimulator.NAME) + SEND)).build(),
          HttpResponse.BodyHandlers.ofString());
    }

    private List<CompletableFuture<HttpResponse<String>>> sendAll() {
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(send());
      }
      return answers;
    }

    private HttpResponse<String> exchange(HttpRequest.Builder request) throws Exception {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static void assertAccepted(List<CompletableFuture<HttpResponse<String>>> answers)
        throws Exception {
      for (CompletableFuture<HttpResponse<String>> answer : answers) {
        assertThat(answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).body()).startsWith("0");
      }
    }

    @Test
    void stopNeitherThePageNorAnotherVendorAndCanBeReleased() throws Exception {
      sandbox.set(ChanglongSimulator.NAME, Fault.of(Fault.Kind.NEVER_ANSWER));
      List<CompletableFuture<HttpResponse<String>>> answers = sendAll();
      assertThat(accepted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      assertThat(exchange(request(sandbox.page())).statusCode()).isEqualTo(200);
      assertThat(
              exchange(request(URI.create(sandbox.address(WinicHttpSimulator.NAME) + "/")))
                  .statusCode())
          .isEqualTo(404);
      assertThat(answers).noneMatch(CompletableFuture::isDone);
      assertThat(exchange(request(sandbox.page().resolve("api/faults")).DELETE()).statusCode())
          .isEqualTo(200);
      assertAccepted(answers);
    }

    @Test
    void areAllSentWhenTheFaultIsClearedWhileMoreArrive() throws Exception {
      sandbox.set(ChanglongSimulator.NAME, Fault.of(Fault.Kind.NEVER_ANSWER));
      List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
      for (int i = 0; i < REQUESTS; i++) {
        answers.add(send());
        if (i == REQUESTS / 2) {
          sandbox.clear(ChanglongSimulator.NAME);
        }
      }
      assertAccepted(answers);
    }

    /** The phone gets the message before the answer is held. */
    @Test
    void areSentWhenTheFaultIsClearedBeforeTheyAreHeld() throws Exception {
      sandbox.listen(message -> sandbox.clear(ChanglongSimulator.NAME));
      sandbox.set(ChanglongSimulator.NAME, Fault.of(Fault.Kind.NEVER_ANSWER));
      assertAccepted(List.of(send()));
    }

    @Test
    void areSentWhenTheSandboxStops() throws Exception {
      sandbox.set(ChanglongSimulator.NAME, Fault.slow(Duration.ofHours(1)));
      List<CompletableFuture<HttpResponse<String>>> answers = sendAll();
      assertThat(accepted.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      sandbox.close();
      assertAccepted(answers);
    }

    @Test
    void areSentWhenTheirDelayIsOver() throws Exception {
      sandbox.set(ChanglongSimulator.NAME, Fault.slow(Duration.ofMillis(1)));
      assertAccepted(sendAll());
    }
  }

  @Nested
  class Each {

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger cut = new AtomicInteger();
    private final Set<HeldAnswers.Answer> twice =
        Collections.newSetFromMap(new IdentityHashMap<>());
    private final HeldAnswers held = new HeldAnswers(Runnable::run);

    private final class Counted implements HeldAnswers.Answer {

      private final AtomicInteger ends = new AtomicInteger();

      @Override
      public void send() {
        sent.incrementAndGet();
        end();
      }

      @Override
      public void cut() {
        cut.incrementAndGet();
        end();
      }

      private void end() {
        if (ends.incrementAndGet() > 1) {
          twice.add(this);
        }
      }
    }

    @Test
    void isSentOnceWhateverReleasesIt() throws Exception {
      ExecutorService threads = Executors.newFixedThreadPool(2);
      try {
        for (int round = 0; round < 2000; round++) {
          HeldAnswers answers = new HeldAnswers(Runnable::run);
          Counted answer = new Counted();
          Future<?> holding =
              threads.submit(
                  () -> {
                    answers.hold(answer);
                    answers.release(answer);
                  });
          Future<?> clearing = threads.submit(() -> answers.release());
          holding.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          clearing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
          assertThat(answer.ends).hasValue(1);
        }
      } finally {
        threads.shutdownNow();
      }
    }

    @Test
    void isSentAtOnceAfterTheRelease() {
      held.release();
      held.hold(new Counted());
      assertThat(sent).hasValue(1);
      assertThat(held.count()).isZero();
    }

    @Test
    void oldestIsCutWhenTooManyAreHeld() {
      Counted oldest = new Counted();
      held.hold(oldest);
      for (int i = 0; i < HeldAnswers.MOST; i++) {
        held.hold(new Counted());
      }
      assertThat(cut).hasValue(1);
      assertThat(oldest.ends).hasValue(1);
      assertThat(held.count()).isEqualTo(HeldAnswers.MOST);
      held.release();
      assertThat(sent).hasValue(HeldAnswers.MOST);
      assertThat(twice).isEmpty();
    }
  }
}
