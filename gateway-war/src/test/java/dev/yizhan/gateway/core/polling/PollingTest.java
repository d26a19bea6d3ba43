package dev.yizhan.gateway.core.polling;

import static dev.yizhan.gateway.core.polling.Awaited.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Capacity;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.problem.Problem;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.Ownership;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.crash.PlainGateway;
import dev.yizhan.gateway.store.GatewayStore;
import dev.yizhan.http.Binding;
import dev.yizhan.sandbox.Fault;
import dev.yizhan.sandbox.Sandbox;
import dev.yizhan.sandbox.ServedRequest;
import dev.yizhan.sandbox.simulator.ChanglongSimulator;
import dev.yizhan.sandbox.simulator.WinnerlookSimulator;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.vendor.record.Report;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Core, store and vendor clients together, against vendor simulators. */
class PollingTest {

  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final Duration LEAST = PlainGateway.Polls.ALL.pace().shortest();
  private static final String PHONE = "13800138000";

  @TempDir private Path directory;
  private final Queue<ServedRequest> served = new ConcurrentLinkedQueue<>();
  private Sandbox sandbox;
  private PlainGateway gateway;

  @BeforeEach
  void start() {
    sandbox = Sandbox.start();
    sandbox.reportsAfter(Duration.ZERO);
    sandbox.listenRequests(served::add);
    gateway = started(PlainGateway.Polls.ALL);
  }

  private PlainGateway started(PlainGateway.Polls polls) {
    return PlainGateway.start(
        GatewayStore.embedded(directory, PlainGateway.KEYS, Clock.systemUTC()),
        PlainGateway.Addresses.of(sandbox),
        polls,
        Duration.ofSeconds(2));
  }

  @AfterEach
  void end() {
    gateway.close();
    sandbox.close();
  }

  private Submission sent(String channel, String... phones) {
    return gateway
        .submissions()
        .send(
            Sender.unlimited("shop"),
            new SendRequest(
                Optional.empty(),
                Optional.of(channel),
                List.of(phones),
                "您的验证码是246810【驿站】",
                Optional.empty(),
                Optional.empty(),
                Optional.of("order 7"),
                SendOptions.NONE,
                LONGEST));
  }

  private List<InboxReport> reports(String consumer, int count) {
    return await(
        () ->
            gateway
                .inbox()
                .reports(consumer, Reader.DEFAULT, Optional.empty(), Optional.empty())
                .records(),
        records -> records.size() >= count);
  }

  private List<InboxMessage> messages(String consumer, int count) {
    return await(
        () ->
            gateway
                .inbox()
                .messages(consumer, Reader.DEFAULT, Optional.empty(), Optional.empty())
                .records(),
        records -> records.size() >= count);
  }

  private List<Problem> problems(Problem.Kind kind) {
    return gateway.problems().list().stream().filter(problem -> problem.kind() == kind).toList();
  }

  private List<Delivery> deliveries(long submission) {
    return gateway
        .submissions()
        .find(Optional.of("shop"), Optional.of(submission), Optional.empty(), 0)
        .deliveries();
  }

  @ParameterizedTest
  @CsvSource({
    "winic, winic, UNDELIV",
    "winic-asmx, winic, UNDELIV",
    "changlong, changlong, 20",
    "winnerlook, winnerlook, UNDELIVRD"
  })
  void assignsReportsToTheirConsumer(String channel, String account, String failed) {
    String other = "13900139000";
    sandbox.failFor(Set.of(other));
    Instant before = Instant.now();
    Submission submission = sent(channel, PHONE, other);
    List<InboxReport> reports = reports("shop", 2);
    assertThat(reports)
        .allSatisfy(
            report -> {
              assertThat(report.account()).isEqualTo(account);
              assertThat(report.channel()).hasValue(channel);
              assertThat(report.submission()).hasValue(submission.id());
              assertThat(report.reference()).hasValue("order 7");
              assertThat(report.receivedAt()).isBetween(before.minusMillis(1), Instant.now());
            });
    assertThat(reports).extracting(InboxRecord::position).containsExactly(1L, 2L);
    InboxReport bad =
        reports.stream().filter(report -> report.number().equals(other)).findFirst().orElseThrow();
    assertThat(bad.verdict()).isEqualTo(Report.Verdict.FAILED);
    assertThat(bad.status()).isEqualTo(failed);
    assertThat(deliveries(submission.id()))
        .extracting(Delivery::number, Delivery::state, Delivery::vendorStatus)
        .contains(
            org.assertj.core.groups.Tuple.tuple(
                new PhoneNumber(other), DeliveryState.FAILED, Optional.of(failed)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"winic", "changlong", "winnerlook"})
  void assignsInboundMessagesToTheLastSender(String vendor) {
    Submission submission = sent(vendor, PHONE);
    sandbox.reply(vendor, PHONE, "收到/好|的;", "");
    sandbox.reply(vendor, "13700137000", "谁", "");
    assertThat(messages("shop", 1))
        .extracting(InboxRecord::number, InboxMessage::text, InboxRecord::submission)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(PHONE, "收到/好|的;", Optional.of(submission.id())));
    assertThat(messages("owner", 1)).extracting(InboxMessage::text).containsExactly("谁");
  }

  @Test
  void settlesAnUnknownDeliveryByItsReport() {
    sandbox.set(
        ChanglongSimulator.NAME,
        Fault.of(Fault.Kind.ACCEPT_THEN_DROP).on(Fault.Requests.SENDS).times(1));
    sandbox.reportsAfter(Duration.ofSeconds(1));
    Submission submission = sent("changlong", PHONE);
    assertThat(submission.state()).isEqualTo("UNKNOWN");
    assertThat(problems(Problem.Kind.UNKNOWN_DELIVERY))
        .extracting(Problem::submission)
        .containsExactly(Optional.of(submission.id()));
    reports("shop", 1);
    assertThat(deliveries(submission.id()))
        .extracting(Delivery::state)
        .containsExactly(DeliveryState.DELIVERED);
    assertThat(problems(Problem.Kind.UNKNOWN_DELIVERY)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"HALF_ANSWER", "ACCEPT_THEN_DROP", "DROP_BEFORE_READING"})
  void listsAPollWithUnknownResultWithItsAccountAndTime(Fault.Kind kind) {
    Instant before = Instant.now().minusMillis(1);
    sandbox.set(ChanglongSimulator.NAME, Fault.of(kind).on(Fault.Requests.QUESTIONS).times(1));
    Problem doubt =
        await(() -> problems(Problem.Kind.POLL_IN_DOUBT), found -> !found.isEmpty()).get(0);
    assertThat(doubt.account()).hasValue("changlong");
    assertThat(doubt.from().orElseThrow()).isBetween(before, Instant.now());
    assertThat(doubt.to().orElseThrow()).isBetween(doubt.from().orElseThrow(), Instant.now());
    sent("changlong", PHONE);
    reports("shop", 1);
  }

  @Test
  void retainsAnAnswerThatCannotBeRead() {
    sandbox.set(
        WinnerlookSimulator.NAME,
        Fault.of(Fault.Kind.GARBAGE).on(Fault.Requests.QUESTIONS).times(1));
    assertThat(
            await(() -> problems(Problem.Kind.UNREADABLE_ANSWER), found -> !found.isEmpty())
                .get(0)
                .detail())
        .contains("It begins: <!DOCTYPE html>");
  }

  @Test
  void listsASilentAccountAndSinceWhen() {
    await(
        () -> served.stream().anyMatch(of -> of.vendor().equals(ChanglongSimulator.NAME)), y -> y);
    sandbox.set(ChanglongSimulator.NAME, Fault.of(Fault.Kind.REFUSE));
    // What was out when it stopped listening has ended by now: what fails after it was surely not
    // asked.
    await(this::silent, found -> found.size() == 2);
    List<Problem> doubts = problems(Problem.Kind.POLL_IN_DOUBT);
    List<PollLease> turns = gateway.store().polls().leases();
    await(() -> haveFailedAgain(turns), failed -> failed);
    assertThat(problems(Problem.Kind.POLL_IN_DOUBT)).isEqualTo(doubts);
    List<Problem> silent = silent();
    assertThat(silent).allSatisfy(problem -> assertThat(problem.detail()).contains("refused"));
    sandbox.clear(ChanglongSimulator.NAME);
    await(this::silent, List::isEmpty);
  }

  /** Whether both polls of changlong have failed once more since. */
  private boolean haveFailedAgain(List<PollLease> before) {
    List<PollLease> now = gateway.store().polls().leases();
    return before.stream()
        .filter(turn -> turn.account().equals("changlong"))
        .allMatch(
            turn ->
                now.stream()
                    .anyMatch(
                        later ->
                            later.account().equals(turn.account())
                                && later.kind() == turn.kind()
                                && later.dueAt().isAfter(turn.dueAt())));
  }

  private List<Problem> silent() {
    return problems(Problem.Kind.SILENT_ACCOUNT).stream()
        .filter(problem -> problem.account().equals(Optional.of("changlong")))
        .toList();
  }

  /** From the end of one poll to the beginning of the next, by the simulator's clock. */
  private List<Duration> pauses(String vendor, String page) {
    List<Duration> pauses = new ArrayList<>();
    Optional<Instant> last = Optional.empty();
    for (ServedRequest each : served) {
      if (each.vendor().equals(vendor) && each.target().contains(page)) {
        last.ifPresent(before -> pauses.add(Duration.between(before, each.from())));
        last = Optional.of(each.to());
      }
    }
    return pauses;
  }

  @Test
  void pausesBetweenPolls() {
    sandbox.set(
        ChanglongSimulator.NAME, Fault.slow(Duration.ofMillis(300)).on(Fault.Requests.QUESTIONS));
    List<Duration> pauses =
        await(() -> pauses(ChanglongSimulator.NAME, "get_report_txt"), found -> found.size() >= 5);
    // Its clock and ours are read at different instants: a millisecond is none.
    assertThat(pauses).allMatch(pause -> pause.compareTo(LEAST.minusMillis(2)) > 0);
  }

  @Test
  void pausesLongerAfterTooFast() {
    sandbox.set(WinnerlookSimulator.NAME, Fault.code("-16").on(Fault.Requests.QUESTIONS));
    List<Duration> pauses =
        await(
            () -> pauses(WinnerlookSimulator.NAME, "GetReport2Connect"),
            found -> found.stream().anyMatch(pause -> pause.compareTo(LEAST.multipliedBy(7)) > 0));
    assertThat(pauses).hasSizeLessThan(8);
    assertThat(problems(Problem.Kind.POLL_IN_DOUBT)).isEmpty();
    sandbox.clear(WinnerlookSimulator.NAME);
    sent("winnerlook", PHONE);
    reports("shop", 1);
  }

  @Test
  void pollsOnlyTheConfiguredKinds() {
    gateway.close();
    gateway =
        started(
            new PlainGateway.Polls(
                Set.of(RecordKind.REPLIES),
                PlainGateway.Polls.ALL.pace(),
                new Ownership(Optional.of("owner"), Map.of())));
    served.clear();
    sandbox.reply("changlong", PHONE, "好", "");
    messages("owner", 1);
    assertThat(served)
        .extracting(ServedRequest::target)
        .anyMatch(target -> target.contains("get_receive_message"))
        .noneMatch(target -> target.contains("report") || target.contains("Report"));
  }

  @Test
  void queriesTheBalanceOnceForAllChannelsOfAnAccount() {
    Channel one =
        new Channel(
            "winic",
            "winic",
            "winic-http",
            Binding.HTTP_POST,
            gateway.account("winic").connection(),
            ChannelRules.NONE,
            Capacity.DEFAULT);
    Channel other =
        new Channel(
            "winic-asmx",
            "winic",
            "winic-asmx",
            Binding.SOAP_1_1,
            gateway.account("winic").connection(),
            ChannelRules.NONE,
            Capacity.DEFAULT);
    BalanceSnapshot first = gateway.balances().balance(one);
    assertThat(gateway.balances().balance(other)).isEqualTo(first);
  }
}
