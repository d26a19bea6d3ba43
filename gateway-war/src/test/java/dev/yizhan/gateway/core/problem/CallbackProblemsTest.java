package dev.yizhan.gateway.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.channel.CertificateEnd;
import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.StoredMessages;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CallbackProblemsTest {

  private static final Timing QUICK =
      new Timing(
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMillis(20),
          Duration.ofMillis(20));

  private static final Instant CERTIFICATE_END = Instant.parse("2099-06-01T00:00:00Z");

  @TempDir private Path directory;
  private GatewayStore store;
  private Callbacks callbacks;
  private CallbackProblems problems;
  private volatile Receiver.Result result = Receiver.Result.UNAVAILABLE;

  @BeforeEach
  void start() {
    store = GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC());
    callbacks =
        new Callbacks(
            store.callbacks(),
            store.inbox(),
            new FailedDeliveries(store.doors(), Clock.systemUTC()),
            Clock.systemUTC(),
            QUICK,
            Events.NONE);
    callbacks.replace(List.of(Callback.of("shop", Reader.CALLBACK, 500, receiver())));
    callbacks.start();
    problems = new CallbackProblems(callbacks);
  }

  private Receiver receiver() {
    return new Receiver() {
      @Override
      public void deliver(Delivery delivery, Consumer<Answer> done) {
        done.accept(new Answer(result, "HTTP 4711", Optional.empty()));
      }

      @Override
      public List<CertificateEnd> certificateEnds() {
        return List.of(
            new CertificateEnd("The pinned certificate", Instant.EPOCH, CERTIFICATE_END));
      }
    };
  }

  @Test
  void listsAPinnedCertificateThatEndsSoon() {
    assertThat(problems.list(CERTIFICATE_END.minus(Duration.ofDays(31)))).isEmpty();
    Problem problem = problems.list(CERTIFICATE_END.minus(Duration.ofDays(29))).get(0);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CERTIFICATE_ENDS);
    assertThat(problem.subject().reading())
        .hasValue(new Problem.Reading("shop", "callback", Optional.empty()));
    assertThat(problem.to()).hasValue(CERTIFICATE_END);
    assertThat(problem.detail()).startsWith("The pinned certificate ends at 2099-").contains("pin");
  }

  @AfterEach
  void end() {
    callbacks.close();
    store.close();
  }

  private List<Problem> await(Instant now, int count) {
    return Awaited.await(() -> problems.list(now), found -> found.size() == count);
  }

  @Test
  void listsACallbackThatHasAcceptedNothingForTenMinutes() {
    StoredMessages.store(store, "shop", "甲", "乙");
    Awaited.await(
        callbacks::statuses,
        all -> all.stream().anyMatch(each -> each.progress().failures().count() > 0));
    assertThat(problems.list(Instant.now().plus(Duration.ofMinutes(9)))).isEmpty();
    Instant later = Instant.now().plus(Duration.ofMinutes(11));
    Problem problem = await(later, 1).get(0);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CALLBACK_STALLED);
    assertThat(problem.subject().reading())
        .hasValue(new Problem.Reading("shop", "callback", Optional.of(1L)));
    assertThat(problem.detail()).contains("accepts nothing (REPLIES): HTTP 4711", "2 wait");
    result = Receiver.Result.ACCEPTED;
    await(later, 0);
  }

  @Test
  void listsARefusedRecordAtOnce() {
    result = Receiver.Result.REFUSED;
    StoredMessages.store(store, "shop", "甲", "乙");
    Problem problem = await(Instant.now(), 1).get(0);
    assertThat(problem.kind()).isEqualTo(Problem.Kind.CALLBACK_REFUSED);
    assertThat(problem.subject().reading())
        .hasValue(new Problem.Reading("shop", "callback", Optional.of(1L)));
    assertThat(problem.detail()).contains("refuses this record (REPLIES): HTTP 4711", "SkipRecord");
  }
}
