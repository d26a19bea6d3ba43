package dev.yizhan.gateway.core.polling;

import static dev.yizhan.gateway.core.polling.Awaited.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.answer.Records;
import dev.yizhan.gateway.core.GatewayCore;
import dev.yizhan.gateway.core.Stores;
import dev.yizhan.gateway.core.Topology;
import dev.yizhan.gateway.core.account.Account;
import dev.yizhan.gateway.core.account.Pace;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.VendorConnection;
import dev.yizhan.gateway.core.channel.WorkLimits;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.problem.Problems;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.IncomingRecord;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.record.Sharing;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.PostgresServer;
import dev.yizhan.gateway.store.sql.PostgresSettings;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorResponse;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.AnswerRecorder;
import dev.yizhan.vendor.VendorClient;
import dev.yizhan.vendor.Vendors;
import dev.yizhan.vendor.record.Reply;
import dev.yizhan.vendor.setting.SettingValues;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Failures of polls, on PostgreSQL, the stricter database. */
class PollerTest {

  private static final GlobalLimits LIMITS =
      new GlobalLimits(Routes.NONE, Duration.ofHours(1), Duration.ofMinutes(1), WorkLimits.DEFAULT);

  private static final Duration KEPT = Duration.ofDays(1);
  private static final Pace PACE = new Pace(Duration.ofMillis(100), Duration.ofMillis(200));
  private static final String NOTHING = "0";
  private static final String TWO_REPLIES = "2|1;13800138000;甲|2;13900139000;乙\u0000";

  @TempDir private static Path directory;
  private static PostgresServer server;

  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final Transport transport = transport();
  private final List<AutoCloseable> opened = new ArrayList<>();
  private PostgresSettings database;
  private GatewayStore store;

  @BeforeAll
  static void startServer() {
    server = PostgresServer.start(directory.resolve("postgres"));
  }

  @AfterAll
  static void endServer() {
    server.close();
  }

  @BeforeEach
  void open() {
    database = server.database();
    store = opened();
  }

  @AfterEach
  void close() throws Exception {
    for (int i = opened.size() - 1; i >= 0; i--) {
      opened.get(i).close();
    }
  }

  private GatewayStore opened() {
    GatewayStore other = GatewayStore.postgres(database, PlainGateway.KEYS, Clock.systemUTC());
    opened.add(other);
    return other;
  }

  /** Answers polls for inbound messages with the prepared answer, and others with nothing. */
  private Transport transport() {
    return request -> {
      String answer =
          request.toString().contains("receive_message")
              ? Optional.ofNullable(answers.poll()).orElse(NOTHING)
              : NOTHING;
      return new Exchange.Answered(
          new VendorResponse(200, "text/html", answer.getBytes(Charset.forName("GBK"))));
    };
  }

  private VendorClient client() {
    Access access =
        new Access(
            URI.create("http://127.0.0.1:1"), Binding.HTTP_POST, new Credentials("demo", "demo"));
    return Vendors.installed()
        .named("changlong")
        .open(access, SettingValues.of(Map.of()), transport);
  }

  private void start(VendorClient client) {
    start(store, client);
  }

  private Topology topology(VendorClient client) {
    Account account =
        new Account(
            "changlong",
            List.of("changlong"),
            VendorConnection.fixed(transport, client),
            new Account.Polling(Set.of(RecordKind.REPLIES), PACE, Duration.ofMinutes(1)),
            new Ownership(Optional.of("owner"), Map.of()),
            Sharing.EXCLUSIVE,
            new Account.BalanceWatch(Optional.of(BigDecimal.TEN), Duration.ofMinutes(1)),
            Optional.empty());
    return new Topology(List.of(), List.of(account), Map.of());
  }

  private GatewayCore start(Stores stores, VendorClient client) {
    GatewayCore core =
        GatewayCore.start(
            stores,
            new GatewayCore.Settings(
                Clock.systemUTC(),
                PlainGateway.HURRY,
                new Statements.Kept(KEPT, KEPT),
                () -> LIMITS,
                Events.NONE),
            topology(client),
            () -> {});
    opened.add(core);
    return core;
  }

  private List<InboxMessage> replies(int count) {
    return await(
        () -> store.inbox().messages("owner", Reader.DEFAULT, Optional.empty(), 100),
        found -> found.size() >= count);
  }

  private List<Problem> problems(Problem.Kind kind) {
    return await(
        () ->
            store.problems().problems(Instant.EPOCH, 100).stream()
                .filter(problem -> problem.kind() == kind)
                .toList(),
        found -> !found.isEmpty());
  }

  @Test
  void replacesCharactersThatDatabasesCannotHold() {
    answers.add(TWO_REPLIES);
    start(client());
    assertThat(replies(2)).extracting(InboxMessage::text).containsExactly("甲", "乙\uFFFD");
  }

  @Test
  void storesEqualRecordsOfOneAnswerAndNoDuplicateOfAnother() {
    String equal = "2|7;13800138000;好|7;13800138000;好";
    answers.addAll(List.of(equal, equal, "1|8;13800138000;完"));
    start(client());
    await(() -> replies(3).get(replies(3).size() - 1).text(), last -> last.equals("完"));
    assertThat(replies(3)).extracting(InboxMessage::text).containsExactly("好", "好", "完");
  }

  @Test
  void reportsThatTheVendorAnnouncedMoreThanItSent() {
    answers.add("3|1;13800138000;甲|2;13900139000;乙");
    start(client());
    replies(2);
    assertThat(problems(Problem.Kind.UNREADABLE_ANSWER).get(0).detail())
        .contains("announced 3 and sent 2");
  }

  @Test
  void queriesTheBalanceAndReportsThatItIsLow() {
    Problems problems = start(store, client()).problems();
    Problem low =
        await(
                () ->
                    problems.list().stream()
                        .filter(problem -> problem.kind() == Problem.Kind.LOW_BALANCE)
                        .toList(),
                found -> !found.isEmpty())
            .get(0);
    assertThat(low.account()).hasValue("changlong");
    assertThat(low.detail()).isEqualTo("0 MESSAGES left, below the threshold of 10");
  }

  /** A vendor whose client fails after its first request. */
  private VendorClient failing(Throwable failure, AtomicInteger calls) {
    VendorClient real = client();
    return (VendorClient)
        Proxy.newProxyInstance(
            VendorClient.class.getClassLoader(),
            new Class<?>[] {VendorClient.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("replies") && calls.getAndIncrement() == 0) {
                throw failure;
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void pollHasAnUnknownResultIfTheClientFails() {
    AtomicInteger calls = new AtomicInteger();
    start(failing(new StackOverflowError("as if"), calls));
    Problem doubt = problems(Problem.Kind.POLL_IN_DOUBT).get(0);
    assertThat(doubt.account()).hasValue("changlong");
    answers.add(TWO_REPLIES);
    replies(2);
  }

  @Test
  void processesTheStoredAnswerOfADeadNode() {
    GatewayStore dead = opened();
    long poll =
        dead.polls()
            .acquire("changlong", PollKind.REPLIES, PACE.shortest(), Instant.now())
            .orElseThrow();
    answers.add(TWO_REPLIES);
    Outcome<Records<Reply>> unread =
        client()
            .replies(
                AnswerRecorder.over(
                    transport, answer -> dead.polls().storeAnswer(poll, answer, Instant.now())));
    assertThat(unread).isInstanceOf(Outcome.Accepted.class);
    dead.calls().signOff(Instant.now());
    start(client());
    assertThat(replies(2)).extracting(InboxMessage::number).contains("13800138000", "13900139000");
  }

  /** Stores that fail to store certain ends of polls. */
  private Stores failing(StoreException failure, Predicate<PollEnd> which) {
    PollStore polls =
        proxy(
            PollStore.class,
            store.polls(),
            (name, arguments) -> {
              if (name.equals("end") && which.test((PollEnd) arguments[0])) {
                throw failure;
              }
              return Optional.empty();
            });
    return proxy(
        Stores.class,
        store,
        (name, arguments) -> name.equals("polls") ? Optional.of(polls) : Optional.empty());
  }

  private static <T> T proxy(
      Class<T> type, T real, BiFunction<String, Object[], Optional<Object>> instead) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> {
              Optional<Object> other = instead.apply(method.getName(), arguments);
              if (other.isPresent()) {
                return other.get();
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  @Test
  void waitsForAStoreThatCannotWriteTheRecordsNow() {
    answers.add(TWO_REPLIES);
    AtomicInteger failures = new AtomicInteger();
    start(
        failing(
            new StoreException("as if locked", new IllegalStateException()),
            end ->
                end.batch().filter(batch -> !batch.records().isEmpty()).isPresent()
                    && failures.incrementAndGet() <= 9),
        client());
    assertThat(replies(2)).extracting(InboxMessage::number).contains("13800138000", "13900139000");
    assertThat(store.problems().problems(Instant.EPOCH, 10)).isEmpty();
  }

  /** As before a fix: it does not know the form of answers with records. */
  private VendorClient ignorant() {
    return proxy(
        VendorClient.class,
        client(),
        (name, arguments) -> {
          if (!name.equals("replies")) {
            return Optional.empty();
          }
          Outcome<Records<Reply>> outcome = client().replies((Transport) arguments[0]);
          return Optional.of(
              outcome.match(
                  accepted ->
                      accepted.value().items().isEmpty()
                          ? outcome
                          : new Outcome.Unknown<Records<Reply>>("an unknown form"),
                  rejected -> outcome,
                  notSent -> outcome,
                  unknown -> outcome));
        });
  }

  @Test
  void readsAnAnswerAgainAfterAFix() {
    answers.add(TWO_REPLIES);
    GatewayCore core = start(store, ignorant());
    Problem unreadable = problems(Problem.Kind.UNREADABLE_ANSWER).get(0);
    long id = unreadable.subject().original().orElseThrow().id();
    Reprocessing.Result inVain = core.reprocessing().reprocess(id, Optional.empty(), "admin");
    assertThat(inVain.newRecords()).isZero();
    assertThat(inVain.reading().isResolved()).isFalse();
    assertThat(inVain.reading().reason()).hasValue("an unknown form");

    core.replace(topology(client()));
    Reprocessing.Result read = core.reprocessing().reprocess(id, Optional.empty(), "admin");
    assertThat(read.newRecords()).isEqualTo(2);
    assertThat(read.reading().isResolved()).isTrue();
    assertThat(replies(2)).extracting(InboxMessage::number).contains("13800138000", "13900139000");
    assertThat(store.problems().problems(Instant.EPOCH, 10)).isEmpty();
    assertThatExceptionOfType(GatewayException.class)
        .isThrownBy(() -> core.reprocessing().reprocess(id, Optional.empty(), "admin"))
        .matches(e -> e.code() == FaultCode.INVALID_REQUEST);
  }

  @Test
  void retainsAnAnswerWhoseRecordsCannotBeStored() {
    answers.add(TWO_REPLIES);
    start(
        failing(
            StoreException.ofData("as if", new IllegalStateException()),
            end ->
                end.batch().isPresent()
                    && end.batch().get().records().stream()
                        .anyMatch(
                            arrival ->
                                arrival instanceof IncomingRecord.InboundMessage message
                                    && message.text().equals("甲"))),
        client());
    Problem unreadable = problems(Problem.Kind.UNREADABLE_ANSWER).get(0);
    assertThat(unreadable.detail()).contains("cannot be stored").contains("13800138000");
    answers.add("1|3;13700137000;丙");
    assertThat(replies(1)).extracting(InboxMessage::text).containsExactly("丙");
  }
}
