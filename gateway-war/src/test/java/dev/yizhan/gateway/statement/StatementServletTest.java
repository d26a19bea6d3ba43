package dev.yizhan.gateway.statement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import dev.yizhan.gateway.core.record.Readers;
import dev.yizhan.gateway.core.statement.BilledCalls;
import dev.yizhan.gateway.core.statement.BillingDifference;
import dev.yizhan.gateway.core.statement.Reconciliation;
import dev.yizhan.gateway.core.statement.ReconciliationStore;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.statement.StatementStore;
import dev.yizhan.gateway.core.statement.Statements;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.security.Authenticator;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.ConsumerDirectory;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.security.Networks;
import dev.yizhan.gateway.security.PasswordHash;
import dev.yizhan.gateway.security.PasswordHashes;
import dev.yizhan.gateway.security.TrustedProxies;
import dev.yizhan.gateway.soap.SoapServlet;
import dev.yizhan.vendor.Balance;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServlet;
import java.io.StringReader;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.ee10.servlet.ServletHolder;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Statements over real HTTP: who gets what, in which form, and what is refused. */
class StatementServletTest {

  private static final String DAYS = "from=2026-11-21&to=2026-11-22";
  private static final PasswordHash PASSWORD = PasswordHashes.of("secret");

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final HttpClient client = HttpClient.newHttpClient();
  private final AnswerWriter answers = new AnswerWriter();
  private boolean isPlainHttpAllowed = true;
  private volatile boolean stops;

  /** The same figures each day, for two consumers. */
  private static final class EveryDayTheSame implements StatementStore {

    @Override
    public Optional<LocalDate> firstWithSums() {
      return Optional.empty();
    }

    @Override
    public Map<LocalDate, List<StatementLine>> lines(
        LocalDate from, LocalDate to, Optional<String> consumer) {
      List<StatementLine> lines =
          List.of("bank", "shop").stream()
              .filter(name -> consumer.isEmpty() || consumer.get().equals(name))
              .map(StatementServletTest::line)
              .toList();
      return from.datesUntil(to.plusDays(1)).collect(Collectors.toMap(day -> day, day -> lines));
    }

    @Override
    public void setAccounts(LocalDate day, Map<String, String> accounts) {}

    @Override
    public int forget(LocalDate before) {
      return 0;
    }
  }

  private static StatementLine line(String consumer) {
    return new StatementLine(
        new StatementLine.Key(consumer, "winic"),
        "",
        3,
        8,
        Map.of(
            DeliveryState.DELIVERED, 2L,
            DeliveryState.QUEUED, 2L,
            DeliveryState.EXPIRED, 4L),
        new StatementLine.Calls(
            Map.of(CallRecord.Result.ACCEPTED, 5L, CallRecord.Result.UNKNOWN, 1L),
            9,
            new BigDecimal("0.450")),
        new StatementLine.OptedOut(6, 7),
        new StatementLine.Seconds(new TreeMap<>(Map.of(2L, 1L, 30L, 1L))));
  }

  @BeforeEach
  void start() throws Exception {
    ConsumerDirectory directory =
        new ConsumerDirectory(
            List.of(
                entry(Consumer.of("shop", Consumer.Role.CONSUMER)),
                entry(Consumer.of("boss", Consumer.Role.ADMIN)),
                entry(
                    new Consumer(
                        "sender",
                        Consumer.Role.CONSUMER,
                        Set.of("Send"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        Sender.unlimited("sender"),
                        Readers.INDEPENDENT,
                        false))));
    SoapServlet.Environment environment =
        new SoapServlet.Environment(
            new Authenticator(directory, Clock.systemUTC()),
            this::endpoint,
            Events.NONE,
            answers,
            () -> stops);
    StatementServlet servlet =
        new StatementServlet(
            new Statements(
                new EveryDayTheSame(),
                new HandClock(),
                new Statements.Kept(Duration.ofDays(30), Duration.ofDays(90))),
            environment,
            (filter, name) -> !name.equals("nobody"));
    ServletContextHandler context = new ServletContextHandler("/yizhan");
    add(context, servlet, StatementServlet.PATH);
    add(
        context,
        new ReconciliationServlet(
            new Reconciliation(
                new OneCallDiffers(), "winic"::equals, new HandClock(), Duration.ofDays(30)),
            environment),
        ReconciliationServlet.PATH);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    server.setHandler(context);
    server.start();
  }

  private static void add(ServletContextHandler context, HttpServlet servlet, String path) {
    ServletHolder holder = new ServletHolder(servlet);
    holder.setAsyncSupported(true);
    context.addServlet(holder, path);
  }

  /** On each day one call that was cut, and a balance that falls. */
  private static final class OneCallDiffers implements ReconciliationStore {

    @Override
    public BilledCalls calls(String account, LocalDate day, int most) {
      return new BilledCalls(
          new BilledCalls.Count(7, 9),
          new BilledCalls.Count(1, 2),
          9,
          9,
          new BigDecimal("0.90"),
          1,
          List.of(
              new BillingDifference(
                  new BillingDifference.Call(4711, "shop", Optional.of("=1+1,2"), 1, "winic-http"),
                  BillingDifference.Kind.OUTCOME_UNKNOWN,
                  2,
                  OptionalLong.empty())));
    }

    @Override
    public Optional<BalanceSnapshot> balanceNear(String account, Instant time) {
      return time.isBefore(Instant.parse("2026-11-20T16:00:00Z"))
          ? Optional.empty()
          : Optional.of(
              new BalanceSnapshot(
                  new Balance(new BigDecimal("99.10"), Balance.Unit.CNY), time.plusSeconds(1)));
    }
  }

  @AfterEach
  void end() throws Exception {
    server.stop();
    answers.close();
  }

  private static ConsumerDirectory.Entry entry(Consumer consumer) {
    return new ConsumerDirectory.Entry(consumer, PASSWORD);
  }

  private EndpointSettings endpoint() {
    return new EndpointSettings(
        new TrustedProxies(Networks.NONE),
        Optional.empty(),
        1 << 20,
        Duration.ofSeconds(10),
        Duration.ofMinutes(5),
        EncodedRequests.REFUSED,
        isPlainHttpAllowed,
        100);
  }

  private HttpResponse<String> get(String login, String query) throws Exception {
    return get(login, StatementServlet.PATH, query);
  }

  private HttpResponse<String> get(String login, String path, String query) throws Exception {
    return client.send(
        HttpRequest.newBuilder(
                URI.create(
                    "http://127.0.0.1:"
                        + connector.getLocalPort()
                        + "/yizhan"
                        + path
                        + "?"
                        + query))
            .header(
                "Authorization",
                "Basic "
                    + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8)))
            .build(),
        HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void givesAConsumerItsOwnAsCsv() throws Exception {
    HttpResponse<String> answer = get("shop:secret", DAYS + "&format=csv");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type"))
        .hasValueSatisfying(type -> assertThat(type).startsWith("text/csv"));
    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.body())
        .isEqualTo(
            "day,closed,consumer,channel,account,submissions,recipients,segments,waiting,accepted,"
                + "delivered,failed,unknown,rejected,expired,cancelled,callsAccepted,callsRejected,"
                + "callsNotSent,callsUnknown,billedParts,medianSeconds,p95Seconds,optedOut,"
                + "refusedOptedOut,charge\r\n"
                + "2026-11-21,true,shop,winic,,3,8,8,2,0,2,0,0,0,4,0,5,0,0,1,9,2,30,6,7,0.450\r\n"
                + "2026-11-22,false,shop,winic,,3,8,8,2,0,2,0,0,0,4,0,5,0,0,1,9,2,30,6,7,0.450\r\n");
  }

  @Test
  void refusesWhileTheGatewayStops() throws Exception {
    stops = true;
    HttpResponse<String> answer = get("shop:secret", DAYS);
    assertThat(answer.statusCode()).isEqualTo(503);
    assertThat(answer.body()).startsWith("BUSY: ");
    assertThat(answer.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void givesAnAdministratorAllAsJson() throws Exception {
    JsonObject answer =
        Json.createReader(new StringReader(get("boss:secret", DAYS).body())).readObject();
    JsonObject open = answer.getJsonArray("days").getJsonObject(1);
    assertThat(open.getString("day")).isEqualTo("2026-11-22");
    assertThat(open.getBoolean("closed")).isFalse();
    assertThat(answer.getJsonArray("days").getJsonObject(0).getBoolean("closed")).isTrue();
    JsonObject bank = open.getJsonArray("lines").getJsonObject(0);
    assertThat(bank.getString("consumer")).isEqualTo("bank");
    assertThat(bank.getInt("recipients")).isEqualTo(8);
    assertThat(bank.getInt("p95Seconds")).isEqualTo(30);
    assertThat(bank.getString("charge")).isEqualTo("0.450");
    assertThat(open.getJsonArray("lines")).hasSize(2);
    assertThat(get("boss:secret", DAYS + "&consumer=shop").body()).doesNotContain("bank");
  }

  @ParameterizedTest
  @CsvSource({
    "shop:wrong, '', 401, NOT_AUTHENTICATED",
    "sender:secret, '', 403, GetSubmission",
    "shop:secret, &consumer=bank, 403, only administrators",
    "boss:secret, &consumer=nobody, 400, consumer:",
    "boss:secret, &channel=nobody, 400, channel:",
    "boss:secret, &account=nobody, 400, account:",
    "boss:secret, &chanel=winic, 400, The parameters are",
    "boss:secret, &format=xml, 400, format:",
    "boss:secret, &from=2026-11-01, 400, more than once",
  })
  void refuses(String login, String query, int status, String said) throws Exception {
    HttpResponse<String> answer = get(login, DAYS + query);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(said).doesNotContain("delivered");
  }

  @Test
  void refusesDaysThatAreNone() throws Exception {
    assertThat(get("shop:secret", "from=2026-11-21&to=2026-11-31").body()).contains("to: give a");
    assertThat(get("shop:secret", "to=2026-11-21").body()).contains("from: give a day");
  }

  @Test
  void refusesAPasswordOverPlainHttp() throws Exception {
    isPlainHttpAllowed = false;
    assertThat(get("shop:secret", DAYS).statusCode()).isEqualTo(403);
  }

  private HttpResponse<String> reconciliation(String login, String query) throws Exception {
    return get(login, ReconciliationServlet.PATH, query);
  }

  @Test
  void comparesAnAccountByDay() throws Exception {
    String days = "account=winic&from=2026-11-20&to=2026-11-20";
    assertThat(reconciliation("boss:secret", days + "&format=csv").body())
        .isEqualTo(
            "day,closed,acceptedCalls,acceptedSegments,unknownCalls,unknownSegments,answeredParts,"
                + "billedParts,charge,balanceUnit,balanceBefore,balanceBeforeAt,balanceAfter,"
                + "balanceAfterAt,differences\r\n"
                + "2026-11-20,true,7,9,1,2,9,9,0.90,CNY,,,99.10,2026-11-21T00:00:01+08:00,1\r\n");
    // A name that a spreadsheet would compute is text.
    assertThat(reconciliation("boss:secret", days + "&format=csv&of=differences").body())
        .isEqualTo(
            String.join(
                "\r\n",
                "day,submissionId,consumer,requestId,call,channel,kind,segments,billedParts",
                "2026-11-20,4711,shop,\"'=1+1,2\",1,winic-http,OUTCOME_UNKNOWN,2,",
                ""));
    JsonObject day =
        Json.createReader(new StringReader(reconciliation("boss:secret", days).body()))
            .readObject()
            .getJsonArray("days")
            .getJsonObject(0);
    assertThat(day.getString("charge")).isEqualTo("0.90");
    assertThat(day.getJsonArray("list").getJsonObject(0).getString("submissionId"))
        .isEqualTo("4711");
  }

  @ParameterizedTest
  @CsvSource({
    "shop:secret, account=winic, 403, not an admin",
    "sender:secret, account=winic, 403, GetReconciliation",
    "boss:secret, account=nobody, 400, account:",
    "boss:secret, of=days, 400, account: give",
    "boss:secret, account=winic&of=all, 400, of:",
    "boss:secret, account=winic&consumer=shop, 400, The parameters are",
  })
  void comparesForAdministratorsOnly(String login, String query, int status, String said)
      throws Exception {
    HttpResponse<String> answer = reconciliation(login, DAYS + '&' + query);
    assertThat(answer.statusCode()).isEqualTo(status);
    assertThat(answer.body()).contains(said);
  }
}
