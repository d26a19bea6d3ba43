package dev.yizhan.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.security.LastUse;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.StoredMessages;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.simulator.WinicHttpSimulator;
import dev.yizhan.vendor.SendOptions;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private Sandbox sandbox;
  private GatewayStore store;
  private PlainGateway gateway;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    store = GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC());
    gateway = PlainGateway.start(store, PlainGateway.Addresses.of(sandbox), Duration.ofSeconds(5));
  }

  @AfterEach
  void end() {
    gateway.close();
    sandbox.close();
  }

  private String scrape(List<LastUse> passwordUses) {
    try (Metrics metrics = new Metrics(Clock.systemUTC())) {
      return metrics.scrape(
          new StateSources(
              gateway.core(),
              store,
              Optional::empty,
              () -> passwordUses,
              new Health(
                  store::probe,
                  () -> Instant.EPOCH,
                  Optional::empty,
                  () -> false,
                  Clock.systemUTC())));
    }
  }

  private void send() {
    SendRequest request =
        new SendRequest(
            Optional.empty(),
            Optional.of("winic"),
            List.of("13800138000"),
            "测试",
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            SendOptions.NONE,
            LONGEST);
    assertThat(gateway.submissions().send(Sender.unlimited("shop"), request).calls()).isNotEmpty();
  }

  @Test
  void countsCallsThatAreRejectedBecauseOfTheAccount() {
    String rejections = "yizhan_channel_account_rejections{channel=\"winic\"} ";
    assertThat(scrape(List.of()))
        .contains(rejections + "0.0", "yizhan_retention_overdue_submissions 0.0");
    sandbox.set(WinicHttpSimulator.NAME, Fault.code("-110"));
    send();
    sandbox.set(WinicHttpSimulator.NAME, Fault.code("-01"));
    send();
    assertThat(scrape(List.of()))
        .contains(
            rejections + "2.0",
            "yizhan_channel_account_rejections{channel=\"changlong\"} 0.0",
            "yizhan_problems{kind=\"ACCOUNT_REJECTED\"} 1.0");
  }

  /** Midnight in China is 16:00 UTC of the day before. */
  @Test
  void hasTheDayOfAPasswordsLastUse() {
    String day = "yizhan_consumer_password_last_used_day_timestamp_seconds";
    assertThat(
            scrape(
                List.of(
                    new LastUse("shop", 1, Optional.of(LocalDate.of(1970, 1, 3))),
                    new LastUse("shop", 2, Optional.empty()))))
        .contains(
            day + "{consumer=\"shop\",password=\"first\"} " + (48 - 8) * 3600 + ".0",
            day + "{consumer=\"shop\",password=\"second\"} 0.0");
  }

  @Test
  void measuresReadersAndCallbacks() {
    gateway
        .core()
        .callbacks()
        .replace(
            List.of(
                Callback.of(
                    "shop",
                    Reader.CALLBACK,
                    500,
                    (delivery, done) ->
                        done.accept(
                            new Receiver.Answer(
                                Receiver.Result.UNAVAILABLE, "HTTP 503", Optional.empty())))));
    StoredMessages.store(store, "shop", "甲", "乙");
    Awaited.await(
        () -> scrape(List.of()),
        text ->
            text.matches(
                "(?s).*\nyizhan_callback_failing_seconds\\{consumer=\"shop\",kind=\"replies\",reader=\"callback\"}"
                    + " [0-9.]*[1-9].*"));
    store.inbox().acknowledge("shop", Reader.DEFAULT, RecordKind.REPLIES, 1);
    assertThat(scrape(List.of()))
        .contains(
            "yizhan_reader_unacknowledged{consumer=\"shop\",kind=\"replies\",reader=\"default\"}"
                + " 1.0",
            "yizhan_reader_unacknowledged{consumer=\"shop\",kind=\"replies\",reader=\"callback\"}"
                + " 2.0",
            "yizhan_callback_oldest_seconds{consumer=\"shop\",kind=\"reports\",reader=\"callback\"}"
                + " 0.0")
        .containsPattern(
            "yizhan_callback_oldest_seconds\\{consumer=\"shop\",kind=\"replies\",reader=\"callback\"}"
                + " [0-9.]*[1-9]");
  }

  @Test
  void countsTheNumbersThatHaveOptedOut() {
    for (OptOutList list : List.of(OptOutList.ofConsumer("shop"), OptOutList.ofAccount("winic"))) {
      for (int last = 0; last < (list.kind() == OptOutList.Kind.CONSUMER ? 3 : 1); last++) {
        OptOut unused =
            store
                .optOuts()
                .add(
                    new OptOut(
                        list,
                        PhoneNumber.find("1380013800" + last).orElseThrow(),
                        Instant.now(),
                        Optional.empty(),
                        Optional.of(new OptOut.ByHand("ops", "phoned"))));
      }
    }
    assertThat(scrape(List.of()))
        .contains(
            "yizhan_optout_numbers{list=\"consumer\",name=\"shop\"} 3.0",
            "yizhan_optout_numbers{list=\"account\",name=\"winic\"} 1.0");
  }

  @Test
  void countsCallbacks() {
    try (Metrics metrics = new Metrics(Clock.systemUTC())) {
      metrics.callbackEnded(
          new Events.CallbackEnd(
              "shop", "callback", "REPORTS", "ACCEPTED", 7, Duration.ofMillis(80)));
      assertThat(
              metrics.scrape(
                  new StateSources(
                      gateway.core(),
                      store,
                      Optional::empty,
                      List::of,
                      new Health(
                          store::probe,
                          () -> Instant.EPOCH,
                          Optional::empty,
                          () -> false,
                          Clock.systemUTC()))))
          .contains(
              "yizhan_callback_records_total{consumer=\"shop\",kind=\"reports\",reader=\"callback\",result=\"accepted\"}"
                  + " 7.0",
              "yizhan_callbacks_seconds_count{consumer=\"shop\",kind=\"reports\",reader=\"callback\",result=\"accepted\"}"
                  + " 1");
    }
  }
}
