package dev.yizhan.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Credentials;
import dev.yizhan.http.HttpSettings;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.RawServer;
import dev.yizhan.http.VendorHttp;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServiceClientTest {

  /** 4 s by the client's clock, which starts when the client has read the server's answer. */
  private static final Duration KEPT_FOR = Duration.ofMillis(3900);

  private static final PhoneNumber PHONE = PhoneNumber.of("13800138000");
  private static final Credentials ACCOUNT = new Credentials("demo", "secret");

  /** Answers each request of a connection with an envelope that repeats the text of the request. */
  private static void echo(RawServer.Connection connection) throws IOException {
    while (true) {
      String request = connection.read();
      int text = request.indexOf("<msg>") + "<msg>".length();
      connection.answer(
          "200 OK",
          "Content-Type: text/xml; charset=utf-8\r\n",
          "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
              + "<SendMessagesResponse xmlns=\"http://tempuri.org/\"><SendMessagesResult>"
              + request.substring(text, request.indexOf("</msg>"))
              + "</SendMessagesResult></SendMessagesResponse></soap:Body></soap:Envelope>");
    }
  }

  private static ServiceSettings settings(RawServer server) {
    return ServiceSettings.of(server.address().resolve("/"), Binding.SOAP_1_1);
  }

  private static Set<Thread> clientThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().startsWith("yizhan"))
        .collect(Collectors.toSet());
  }

  /** Each thread gets its own answers for half a minute; then no connection and thread is left. */
  @Test
  void servesSixtyFourThreadsAndLeavesNothingBehind() throws Exception {
    int threads = 64;
    Instant end = Instant.now().plusSeconds(Integer.getInteger("yizhan.test.seconds", 30));
    Set<Thread> before = clientThreads();
    ExecutorService callers = Executors.newFixedThreadPool(threads);
    try (RawServer server = new RawServer(ServiceClientTest::echo)) {
      try (WinicService client = WinicService.open(settings(server), ACCOUNT)) {
        List<Future<Long>> ends = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
          long first = 1_000_000_000_000_000L + thread * 1_000_000_000L;
          ends.add(
              callers.submit(
                  () -> {
                    long id = first;
                    for (; Instant.now().isBefore(end); id++) {
                      Outcome<String> outcome =
                          client.sendMessages(List.of(PHONE), Long.toString(id), Optional.empty());
                      assertThat(outcome).isEqualTo(new Outcome.Accepted<>(Long.toString(id)));
                    }
                    return id - first;
                  }));
        }
        long calls = 0;
        for (Future<Long> each : ends) {
          calls += each.get();
        }
        assertThat(server.requests()).hasSize((int) calls);
        // No more connections than threads, and none is closed before it was idle for too long.
        awaitMost(server, threads);
        assertThat(server.givenUp()).allMatch(idle -> idle.compareTo(KEPT_FOR) > 0);
      }
      awaitNone(server);
    } finally {
      callers.shutdownNow();
    }
    for (Thread started : clientThreads()) {
      if (!before.contains(started)) {
        started.join(Duration.ofSeconds(10).toMillis());
        assertThat(started.isAlive()).as(started.getName()).isFalse();
      }
    }
  }

  private static void awaitMost(RawServer server, int most) {
    Instant patience = Instant.now().plus(Duration.ofSeconds(10));
    while (server.connections() - server.givenUp().size() > most
        && Instant.now().isBefore(patience)) {
      Thread.onSpinWait();
    }
    assertThat(server.connections() - server.givenUp().size()).isLessThanOrEqualTo(most);
  }

  /** The server notices the end of a connection a moment after the client has closed it. */
  private static void awaitNone(RawServer server) throws InterruptedException {
    Instant patience = Instant.now().plus(Duration.ofSeconds(10));
    while (server.openConnections() > 0 && Instant.now().isBefore(patience)) {
      Thread.onSpinWait();
    }
    assertThat(server.openConnections()).isZero();
  }

  @Test
  void sharesATransportAndLeavesItOpen() throws IOException {
    try (RawServer server = new RawServer(ServiceClientTest::echo);
        VendorHttp http = VendorHttp.open(HttpSettings.DEFAULT)) {
      for (int i = 0; i < 3; i++) {
        try (WinicService client = WinicService.over(settings(server), ACCOUNT, http)) {
          assertThat(client.sendMessages(List.of(PHONE), "0106120218011881", Optional.empty()))
              .isInstanceOf(Outcome.Accepted.class);
        }
      }
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Binding.class)
  void putsThePathOfTheAddressBeforeTheServicesPath(Binding binding) throws IOException {
    try (RawServer server =
            new RawServer(
                connection -> {
                  connection.read();
                  connection.answer("500 No", "", "");
                });
        WinicService client =
            WinicService.open(
                ServiceSettings.of(server.address().resolve("/base/"), binding), ACCOUNT)) {
      client.getUserInfo();
      assertThat(server.requests().get(0))
          .contains(
              binding.isSoap() ? "/base/service.asmx HTTP/1.1" : "/base/service.asmx/GetUserInfo");
    }
  }

  @Nested
  class Log {

    @ParameterizedTest
    @EnumSource(Binding.class)
    void hasOneLinePerCallWithoutSecretsNumbersOrTexts(Binding binding) throws IOException {
      List<LogRecord> lines = new CopyOnWriteArrayList<>();
      Logger logger = Logger.getLogger("dev.yizhan");
      Handler handler =
          new Handler() {
            @Override
            public void publish(LogRecord line) {
              lines.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
          };
      handler.setLevel(Level.FINE);
      logger.addHandler(handler);
      logger.setLevel(Level.FINE);
      try (RawServer server =
              new RawServer(
                  connection -> {
                    connection.read();
                    connection.answer("500 No", "", "秘密 13800138000");
                  });
          WinicService client =
              WinicService.open(
                  ServiceSettings.of(server.address().resolve("/"), binding), ACCOUNT)) {
        client.sendMessages(List.of(PHONE), "秘密", Optional.empty());
        assertThat(lines)
            .singleElement()
            .satisfies(
                line ->
                    assertThat(line.getMessage())
                        .matches(
                            (binding.isSoap()
                                    ? "SendMessages http://127\\.0\\.0\\.1:[0-9]+/service\\.asmx"
                                    : "(GET|POST) http://127\\.0\\.0\\.1:[0-9]+/service\\.asmx/SendMessages")
                                + ": Unknown in [0-9]+ ms"));
      } finally {
        logger.removeHandler(handler);
        logger.setLevel(null);
      }
    }
  }

  @Nested
  class Refuses {

    private final WinnerlookTrigger trigger =
        WinnerlookTrigger.over(
            ServiceSettings.of(URI.create("http://127.0.0.1:1"), Binding.HTTP_POST),
            ACCOUNT,
            request -> {
              throw new AssertionError("nothing may go out");
            });

    @Test
    void anAddressWithoutSchemeOrHost() {
      for (String address :
          List.of(
              "service2.winic.org",
              "ftp://a",
              "http:///x",
              "http://a?b=c",
              "http://a#b",
              "http://u:p@a",
              "http://a:99999")) {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> ServiceSettings.of(URI.create(address), Binding.SOAP_1_1));
      }
    }

    @Test
    void optionsThatACommandDoesNotTake() {
      TriggerOptions extension = TriggerOptions.DEFAULT.withExtension("1");
      TriggerOptions id = TriggerOptions.DEFAULT.withCustomerUuid("a");
      TriggerOptions autograph = new TriggerOptions("7", 101, Optional.empty(), Optional.empty());
      SubmitInfo encryption = SubmitInfo.refusingAmpersands("secret");
      List<IndividualTexts.Message> texts =
          List.of(new IndividualTexts.Message("13800138000", "甲"));
      IndividualTexts separators = IndividualTexts.of("|~|", "|-|");
      for (org.assertj.core.api.ThrowableAssert.ThrowingCallable call :
          List.<org.assertj.core.api.ThrowableAssert.ThrowingCallable>of(
              () -> trigger.sendMsg(PHONE, "a", extension),
              () -> trigger.sendBatchMsg(List.of(PHONE), "a", extension),
              () -> trigger.sendBatchMsg(List.of(PHONE), "a", id),
              () -> trigger.sendMsgByEncrypt(encryption, PHONE, "a", "0", extension),
              () -> trigger.sendMsgByEncrypt(encryption, PHONE, "a", "0", id),
              () -> trigger.sendIndividualMsg(separators, texts, extension),
              () -> trigger.sendIndividualMsg(separators, texts, autograph))) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageContaining("takes no");
      }
    }

    @Test
    void malformedOptions() {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TriggerOptions.DEFAULT.withExtension("12345678901234567"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TriggerOptions.DEFAULT.withCustomerUuid("a,b"));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> TriggerOptions.DEFAULT.withCustomerUuid("a".repeat(61)));
    }
  }
}
