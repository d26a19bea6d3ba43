package dev.yizhan.gateway.core.inbox;

import static dev.yizhan.gateway.core.inbox.Awaited.awaited;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.Events;
import dev.yizhan.gateway.core.HouseRules;
import dev.yizhan.gateway.core.Routes;
import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.gateway.store.PostgresServer;
import dev.yizhan.gateway.store.PostgresSettings;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Transport;
import dev.yizhan.http.VendorResponse;
import dev.yizhan.vendor.Access;
import dev.yizhan.vendor.Journal;
import dev.yizhan.vendor.SmsVendor;
import dev.yizhan.vendor.changlong.ChanglongHttp;
import dev.yizhan.vendor.changlong.ChanglongSettings;
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
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can go wrong around a question, on a real PostgreSQL, which is the stricter of the two. */
class PollerTest {

  private static final HouseRules RULES =
      new HouseRules(Routes.NONE, Duration.ofHours(1), Duration.ofMinutes(1), OptionalInt.empty());

  private static final Duration KEPT = Duration.ofDays(1);
  private static final Pace PACE = new Pace(Duration.ofMillis(100), Duration.ofMillis(200));
  private static final String NOTHING = "0";
  private static final String TWO_REPLIES = "2|1;13800138000;甲|2;13900139000;乙\u0000";

  @TempDir private static Path directory;
  private static PostgresServer server;

  private final Queue<String> answers = new ConcurrentLinkedQueue<>();
  private final Journal journal = Journal.over(transport());
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

  /** Gives what is to be answered to questions for replies, and nothing otherwise. */
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

  private SmsVendor vendor() {
    return ChanglongHttp.of(
        ChanglongSettings.of(
            new Access(
                URI.create("http://127.0.0.1:1"),
                Binding.HTTP_POST,
                new Credentials("demo", "demo"))),
        journal);
  }

  private void start(InboxStore inbox, SmsVendor vendor) {
    start(inbox, accounts(vendor));
  }

  private Accounts accounts(SmsVendor vendor) {
    return new Accounts(
        List.of(
            new Account(
                "changlong",
                List.of("changlong"),
                vendor,
                journal,
                Set.of(Kind.REPLIES),
                PACE,
                new Ownership(Optional.of("owner"), Map.of()),
                Duration.ofMinutes(1),
                Optional.of(BigDecimal.TEN),
                Duration.ofMinutes(1))));
  }

  private void start(InboxStore inbox, Accounts accounts) {
    Poller poller =
        new Poller(
            accounts,
            inbox,
            new Balances(accounts, inbox, Clock.systemUTC(), () -> RULES, Events.NONE),
            Clock.systemUTC(),
            PlainGateway.HURRY,
            KEPT,
            Events.NONE);
    poller.start();
    opened.add(
        () -> {
          poller.close();
          poller.awaitLastAnswers();
        });
  }

  private List<InboxRecord> replies(int count) {
    return awaited(
        () -> store.inbox().fetch("owner", Kind.REPLIES, Optional.empty(), 100),
        found -> found.size() >= count);
  }

  private List<Problem> problems(Problem.Kind kind) {
    return awaited(
        () ->
            store.inbox().problems(Instant.EPOCH, 100).stream()
                .filter(problem -> problem.kind() == kind)
                .toList(),
        found -> !found.isEmpty());
  }

  @Test
  void storesWhatNoDatabaseCarries() {
    answers.add(TWO_REPLIES);
    start(store.inbox(), vendor());
    assertThat(replies(2))
        .extracting(InboxRecord::text)
        .containsExactly(Optional.of("甲"), Optional.of("乙\uFFFD"));
  }

  @Test
  void keepsEqualRecordsOfOneAnswerAndNoneThatComesAgain() {
    String equal = "2|7;13800138000;好|7;13800138000;好";
    answers.addAll(List.of(equal, equal, "1|8;13800138000;完"));
    start(store.inbox(), vendor());
    awaited(
        () -> replies(3).get(replies(3).size() - 1).text(), last -> last.equals(Optional.of("完")));
    assertThat(replies(3))
        .extracting(InboxRecord::text)
        .containsExactly(Optional.of("好"), Optional.of("好"), Optional.of("完"));
  }

  @Test
  void saysThatTheVendorAnnouncedMoreThanItGave() {
    answers.add("3|1;13800138000;甲|2;13900139000;乙");
    start(store.inbox(), vendor());
    replies(2);
    assertThat(problems(Problem.Kind.UNREADABLE_ANSWER).get(0).detail())
        .contains("announced 3 and gave 2");
  }

  @Test
  void asksForABalanceByItselfAndSaysThatItIsLow() {
    Accounts accounts = accounts(vendor());
    Problems problems =
        new Problems(
            accounts,
            store.inbox(),
            new Passwords(Map.of(), store.passwords(), Clock.systemUTC()),
            Clock.systemUTC());
    start(store.inbox(), accounts);
    Problem low =
        awaited(
                () ->
                    problems.list().stream()
                        .filter(problem -> problem.kind() == Problem.Kind.LOW_BALANCE)
                        .toList(),
                found -> !found.isEmpty())
            .get(0);
    assertThat(low.account()).hasValue("changlong");
    assertThat(low.detail()).isEqualTo("0 MESSAGES are left, below 10");
  }

  /** A vendor whose code fails behind its first question. */
  private SmsVendor failing(Throwable failure, AtomicInteger calls) {
    SmsVendor real = vendor();
    return (SmsVendor)
        Proxy.newProxyInstance(
            SmsVendor.class.getClassLoader(),
            new Class<?>[] {SmsVendor.class},
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
  void callsAPollInDoubtWhoseCodeFailsWithAnError() {
    AtomicInteger calls = new AtomicInteger();
    start(store.inbox(), failing(new StackOverflowError("as if"), calls));
    Problem doubt = problems(Problem.Kind.POLL_IN_DOUBT).get(0);
    assertThat(doubt.account()).hasValue("changlong");
    answers.add(TWO_REPLIES);
    replies(2);
  }

  @Test
  void readsWhatADeadNodeKept() {
    GatewayStore dead = opened();
    long poll =
        dead.inbox()
            .begin("changlong", Question.REPLIES, PACE.least(), Instant.now())
            .orElseThrow();
    answers.add(TWO_REPLIES);
    journal.asking(answer -> dead.inbox().keep(poll, answer, Instant.now()), vendor()::replies);
    dead.calls().leave(Instant.now());
    start(store.inbox(), vendor());
    assertThat(replies(2)).extracting(InboxRecord::number).contains("13800138000", "13900139000");
  }

  /** A store that cannot do one thing. */
  private InboxStore failing(Predicate<PollEnd> which) {
    InboxStore real = store.inbox();
    return (InboxStore)
        Proxy.newProxyInstance(
            InboxStore.class.getClassLoader(),
            new Class<?>[] {InboxStore.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("end") && which.test((PollEnd) arguments[0])) {
                throw new StoreException("as if", new IllegalStateException());
              }
              try {
                return method.invoke(real, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            });
  }

  @Test
  void keepsAnAnswerWhoseRecordsCannotBeStored() {
    answers.add(TWO_REPLIES);
    start(
        failing(
            end ->
                end.batch().isPresent()
                    && end.batch().get().arrivals().stream()
                        .anyMatch(arrival -> arrival.text().equals(Optional.of("甲")))),
        vendor());
    Problem unreadable = problems(Problem.Kind.UNREADABLE_ANSWER).get(0);
    assertThat(unreadable.detail()).contains("cannot be stored").contains("13800138000");
    answers.add("1|3;13700137000;丙");
    assertThat(replies(1)).extracting(InboxRecord::text).containsExactly(Optional.of("丙"));
  }
}
