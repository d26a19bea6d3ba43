package dev.yizhan.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yizhan.gateway.callback.CallbackEndpoint;
import dev.yizhan.gateway.callback.CallbackForm;
import dev.yizhan.gateway.callback.SigningSecret;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.callback.Progress;
import dev.yizhan.gateway.core.door.FailedDeliveries;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.journal.JournalEntry;
import dev.yizhan.gateway.core.polling.Awaited;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.http.CallbackAddress;
import dev.yizhan.http.CallbackHttp;
import dev.yizhan.http.Trust;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks over real HTTP, on both databases. */
abstract class CallbackContract {

  private static final Timing QUICK =
      new Timing(
          Duration.ofMillis(20),
          Duration.ofSeconds(1),
          Duration.ofSeconds(30),
          Duration.ofMillis(20),
          Duration.ofMillis(100));

  /** Longer than any test waits: no receiver that hangs is tried again. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofMinutes(2);

  private static final Callback.Id OWNER = new Callback.Id("owner", Reader.CALLBACK);

  private final CallbackHttp http = CallbackHttp.open(Duration.ofSeconds(5));
  private final List<Callbacks> started = new ArrayList<>();
  private final List<Receivers> receivers = new ArrayList<>();
  private final AtomicInteger stored = new AtomicInteger();
  private final AtomicInteger expired = new AtomicInteger();
  private final Events events =
      new Events() {
        @Override
        public void callbackEnded(CallbackEnd end) {
          expired.addAndGet(end.result().equals("EXPIRED") ? end.records() : 0);
        }
      };
  private GatewayStore store;

  /** Another node on the same data, or the only one. */
  abstract GatewayStore opened();

  @BeforeEach
  void open() {
    store = opened();
  }

  @AfterEach
  void close() {
    started.forEach(Callbacks::close);
    receivers.forEach(Receivers::close);
    http.close();
    store.close();
  }

  GatewayStore store() {
    return store;
  }

  /** Stores inbound messages of the consumer "owner", as one answer's. */
  void receive(Instant at, String... texts) {
    store
        .records()
        .storePush(
            InboxContract.batch(
                RecordKind.REPLIES,
                List.of(texts).stream()
                    .map(
                        text ->
                            InboxContract.reply(
                                "r" + stored.incrementAndGet(),
                                "13800138000",
                                "",
                                text,
                                Optional.empty()))
                    .toList(),
                List.of()),
            new byte[] {1},
            at);
  }

  void receive(String... texts) {
    receive(Instant.now(), texts);
  }

  /** Stores delivery reports of the same consumer, whose submissions nobody knows. */
  private void report(String... vendorIds) {
    store
        .records()
        .storePush(
            InboxContract.batch(
                RecordKind.REPORTS,
                List.of(vendorIds).stream()
                    .map(id -> InboxContract.report(id, "13800138000", "DELIVRD"))
                    .toList(),
                List.of()),
            new byte[] {1},
            Instant.now().minus(Duration.ofHours(1)));
    store.records().matchWaiting(InboxContract.sources(), 0, Duration.ofMinutes(10), Instant.now());
  }

  static String[] numbered(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "text " + i).toArray(String[]::new);
  }

  Receivers receiver(Receivers.Script script) throws Exception {
    Receivers receiver = new Receivers(script);
    receivers.add(receiver);
    return receiver;
  }

  Callback callback(String consumer, URI address, Reader reader, int maxRecords) {
    return callback(consumer, address, reader, maxRecords, CallbackForm.JSON);
  }

  private Callback callback(
      String consumer, URI address, Reader reader, int maxRecords, CallbackForm form) {
    return new CallbackEndpoint(
            consumer,
            reader,
            maxRecords,
            new CallbackHttp.Target(
                new CallbackAddress(address, InetAddress::isLoopbackAddress),
                Trust.platform(),
                ANSWER_TIMEOUT),
            form,
            List.of(SigningSecret.parse(Receivers.SECRET)))
        .over(http, Clock.systemUTC());
  }

  Callbacks deliver(GatewayStore node, Callback... callbacks) {
    Callbacks all =
        new Callbacks(
            node.callbacks(),
            node.inbox(),
            new FailedDeliveries(node.doors(), Clock.systemUTC()),
            Clock.systemUTC(),
            QUICK,
            events);
    all.replace(List.of(callbacks));
    all.start();
    started.add(all);
    return all;
  }

  Callbacks deliver(Receivers receiver, int maxRecords) {
    return deliver(store, callback("owner", receiver.address(), Reader.CALLBACK, maxRecords));
  }

  private static Progress replies(Callbacks callbacks) {
    return callbacks.statuses().stream()
        .map(Callbacks.Status::progress)
        .filter(progress -> progress.kind() == RecordKind.REPLIES)
        .findFirst()
        .orElseThrow();
  }

  /** Waits until a callback has acknowledged as much. */
  static void awaitAcknowledged(Callbacks callbacks, long position) {
    Awaited.await(() -> replies(callbacks), each -> each.acknowledged() >= position);
  }

  @Test
  void deliversAllRecordsInOrderAndInBatches() throws Exception {
    Receivers receiver = receiver(callback -> 204);
    receive(numbered(1, 120));
    Callbacks callbacks = deliver(receiver, 50);
    awaitAcknowledged(callbacks, 120);
    receive("最后 \"一\"\u0000\n条😀");
    awaitAcknowledged(callbacks, 121);
    List<String> expected = new ArrayList<>(List.of(numbered(1, 120)));
    expected.add("最后 \"一\"\u0000\n条😀");
    assertThat(receiver.accepted()).containsExactlyElementsOf(expected);
    assertThat(receiver.received())
        .extracting(each -> each.texts().size())
        .containsExactly(50, 50, 20, 1);
    assertThat(receiver.received()).extracting(Receivers.Received::id).doesNotHaveDuplicates();
    assertThat(receiver.forged()).isZero();
    assertThat(store.inbox().messages("owner", Reader.DEFAULT, Optional.empty(), 1000).size())
        .as("the default reader has them all")
        .isEqualTo(121);
  }

  @Test
  void deliversReportsAndInboundMessagesWithTheContractsNames() throws Exception {
    Receivers receiver = receiver(callback -> 200);
    receiver.play(callback -> callback.json().getString("type").equals("sms.reports") ? 299 : 200);
    report("A1");
    Callbacks callbacks = deliver(store, callback("owner", receiver.address(), Reader.CALLBACK, 9));
    Awaited.await(() -> receiver.received().size(), count -> count > 0);
    assertThat(receiver.received().get(0).body())
        .matches(
            "\\{\"type\":\"sms.reports\",\"timestamp\":\"[^\"]+\\+08:00\",\"data\":\\{"
                + "\"consumer\":\"owner\",\"reports\":\\[\\{\"position\":\"1\",\"account\":\"winic\","
                + "\"number\":\"13800138000\",\"receivedAt\":\"[^\"]+\",\"state\":\"DELIVERED\","
                + "\"vendorStatus\":\"DELIVRD\",\"vendorMessageId\":\"A1\"\\}\\]\\}\\}");
    assertThat(callbacks.statuses()).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(ints = {503, 429, 408, 307})
  void triesTheSameBatchAgainUntilItIsAccepted(int status) throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    Receivers receiver = receiver(callback -> attempts.incrementAndGet() < 5 ? status : 200);
    receive(numbered(1, 3));
    Callbacks callbacks = deliver(receiver, 50);
    Awaited.await(() -> attempts.get(), count -> count >= 2);
    receive(numbered(4, 6));
    awaitAcknowledged(callbacks, 6);
    assertThat(receiver.received().subList(0, 5)).containsOnly(receiver.received().get(0));
    assertThat(receiver.accepted()).containsExactly(numbered(1, 6));
    assertThat(receiver.forged()).isZero();
  }

  @Test
  void keepsABatchAndItsIdOverARestart() throws Exception {
    Receivers receiver = receiver(callback -> 503);
    receive(numbered(1, 3));
    Callbacks callbacks = deliver(receiver, 50);
    Awaited.await(() -> receiver.received().size(), count -> count >= 1);
    callbacks.close();
    store.close();
    store = opened();
    receive(numbered(4, 6));
    receiver.play(callback -> 200);
    awaitAcknowledged(deliver(receiver, 50), 6);
    assertThat(receiver.accepted()).containsExactly(numbered(1, 6));
    assertThat(receiver.received())
        .filteredOn(each -> each.texts().contains("text 1"))
        .containsOnly(receiver.received().get(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 422, 500})
  void narrowsABatchToTheRecordThatFailsAndSkipsItOnlyByAnOperator(int status) throws Exception {
    Receivers receiver = receiver(callback -> callback.texts().contains("text 37") ? status : 200);
    receive(numbered(1, 60));
    Callbacks callbacks = deliver(receiver, 50);
    Progress stalled =
        Awaited.await(
            () -> replies(callbacks),
            each ->
                each.acknowledged() == 36
                    && each.batch().last() == 37
                    && each.failures().count() > 0);
    assertThat(stalled.failures().isRefused()).isEqualTo(status != 500);
    assertThat(stalled.failures().reason()).hasValue("HTTP " + status);
    assertThat(receiver.accepted()).containsExactly(numbered(1, 36));
    for (long position : new long[] {36, 38, 60}) {
      assertThatThrownBy(() -> callbacks.skip(OWNER, RecordKind.REPLIES, position, "ops", "broken"))
          .isInstanceOf(GatewayException.class);
    }
    assertThatThrownBy(() -> callbacks.skip(OWNER, RecordKind.REPLIES, 37, "ops", " "))
        .isInstanceOf(GatewayException.class);
    callbacks.skip(OWNER, RecordKind.REPLIES, 37, "ops", "broken");
    awaitAcknowledged(callbacks, 60);
    List<String> expected = new ArrayList<>(List.of(numbered(1, 60)));
    expected.remove("text 37");
    assertThat(receiver.accepted()).containsExactlyElementsOf(expected);
    assertThat(replies(callbacks).failures()).isEqualTo(Progress.Failures.NONE);
    assertThat(store.inbox().messages("owner", Reader.DEFAULT, Optional.of(36L), 1))
        .extracting(InboxMessage::text)
        .containsExactly("text 37");
    assertThat(store.journal().list(Optional.empty()).entries())
        .singleElement()
        .satisfies(
            entry -> {
              assertThat(entry.action()).isEqualTo(JournalEntry.Action.SKIPPED);
              assertThat(entry.who()).isEqualTo("ops");
              assertThat(entry.target()).isEqualTo("owner REPLIES 37");
              assertThat(entry.reason()).hasValue("broken");
            });
  }

  private static String envelope(String body) {
    return "<e:Envelope xmlns:e='http://schemas.xmlsoap.org/soap/envelope/'><e:Body>"
        + body
        + "</e:Body></e:Envelope>";
  }

  /** A fault with status 200 is none the less a fault. */
  @Test
  void takesOnlyTheContractsResponseForAnAcknowledgementBySoap() throws Exception {
    Receivers receiver = receiver(callback -> callback.texts().contains("text 3") ? 202 : 200);
    receiver.answerWith(
        status ->
            status == 200
                ? envelope("<ReceiveRecordsResponse xmlns='urn:yizhan:sms-callback:1'/>")
                : envelope("<e:Fault><faultcode>e:Client</faultcode></e:Fault>"));
    receive(numbered(1, 5));
    Callbacks callbacks =
        deliver(
            store,
            callback("owner", receiver.address(), Reader.CALLBACK, 50, CallbackForm.SOAP_11));
    Progress refused = Awaited.await(() -> replies(callbacks), each -> each.failures().isRefused());
    assertThat(refused.acknowledged()).isEqualTo(2);
    assertThat(refused.failures().reason()).hasValue("HTTP 202, a fault of the caller");
    callbacks.skip(OWNER, RecordKind.REPLIES, 3, "ops", "broken");
    awaitAcknowledged(callbacks, 5);
    receiver.answerWith(status -> "<html/>");
    receive("text 6");
    Progress failed = Awaited.await(() -> replies(callbacks), each -> each.failures().count() > 0);
    assertThat(failed.acknowledged()).isEqualTo(5);
    assertThat(failed.failures().reason()).hasValue("HTTP 200 without ReceiveRecordsResponse");
    receiver.answerWith(
        status -> envelope("<ReceiveRecordsResponse xmlns='urn:yizhan:sms-callback:1'/>"));
    awaitAcknowledged(callbacks, 6);
    assertThat(receiver.forged()).isZero();
  }

  @Test
  void goesOnByItselfWhenTheReceiverIsMended() throws Exception {
    Receivers receiver = receiver(callback -> 404);
    receive(numbered(1, 20));
    Callbacks callbacks = deliver(receiver, 50);
    Awaited.await(() -> replies(callbacks), each -> each.failures().isRefused());
    receiver.play(callback -> 200);
    awaitAcknowledged(callbacks, 20);
    assertThat(receiver.accepted()).containsExactly(numbered(1, 20));
  }

  @Test
  void isNotSlowedByAnotherConsumersSilentReceiver() throws Exception {
    CountDownLatch over = new CountDownLatch(1);
    Receivers silent =
        receiver(
            callback -> {
              over.await();
              return 200;
            });
    Receivers good = receiver(callback -> 200);
    receive(numbered(1, 10));
    List<Callback> all = new ArrayList<>();
    for (String consumer : List.of("a", "b", "c", "d", "e", "f", "g", "h")) {
      own(consumer, 1);
      all.add(callback(consumer, silent.address(), Reader.CALLBACK, 5));
    }
    deliver(store, all.toArray(Callback[]::new));
    Awaited.await(() -> silent.received().size(), count -> count == 8);
    Callbacks callbacks = deliver(good, 5);
    awaitAcknowledged(callbacks, 10);
    assertThat(silent.accepted()).isEmpty();
    over.countDown();
  }

  private void own(String consumer, int messages) {
    store
        .records()
        .storePush(
            InboxContract.batchOf(
                consumer,
                List.of(
                    InboxContract.reply(
                        consumer + messages, "13900139000", "", consumer, Optional.empty()))),
            new byte[] {1},
            Instant.now());
  }

  @Test
  void sharesThePositionOfAnotherReaderWhereThatOneIsTheOwner() throws Exception {
    Receivers receiver = receiver(callback -> 200);
    receive(numbered(1, 5));
    store.inbox().acknowledge("owner", Reader.DEFAULT, RecordKind.REPLIES, 2);
    Callbacks callbacks = deliver(store, callback("owner", receiver.address(), Reader.DEFAULT, 50));
    awaitAcknowledged(callbacks, 5);
    assertThat(receiver.accepted()).containsExactly(numbered(3, 5));
    assertThat(store.inbox().messages("owner", Reader.DEFAULT, Optional.empty(), 10)).isEmpty();
  }

  @Test
  void passesOverRecordsThatWereRemovedAfterTheirRetentionTime() throws Exception {
    Receivers receiver = receiver(callback -> 503);
    receive(numbered(1, 3));
    Callbacks callbacks = deliver(receiver, 2);
    Awaited.await(() -> receiver.received().size(), count -> count >= 1);
    assertThat(store.records().removeOld(Instant.now().plusSeconds(60), Instant.EPOCH))
        .isPositive();
    receive("new");
    receiver.play(callback -> 200);
    awaitAcknowledged(callbacks, 4);
    assertThat(receiver.accepted()).containsExactly("new");
    assertThat(expired.get()).isEqualTo(3);
  }

  @Test
  void beginsWhereTheDefaultReaderStandsWhenItIsConfigured() throws Exception {
    receive(numbered(1, 4));
    store.inbox().acknowledge("owner", Reader.DEFAULT, RecordKind.REPLIES, 2);
    Receivers receiver = receiver(callback -> 200);
    Callbacks callbacks = deliver(receiver, 50);
    awaitAcknowledged(callbacks, 4);
    assertThat(receiver.accepted()).containsExactly(numbered(3, 4));
  }
}
