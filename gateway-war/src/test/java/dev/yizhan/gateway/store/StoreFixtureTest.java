package dev.yizhan.gateway.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.series.OutcomeCount;
import dev.yizhan.gateway.core.statement.StatementLine;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Ids;
import dev.yizhan.gateway.core.submission.NewSubmission;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.SubmissionStore;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Sent;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Embedded stores that earlier versions have written open in this one. A version with new
 * migrations adds its own, by {@code -Dyizhan.write-fixture=NUMBER}; those that are there are never
 * changed.
 */
class StoreFixtureTest {

  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");

  /** Long after any run of this test. */
  private static final Instant LATER = Instant.parse("2126-01-01T00:00:00Z");

  private static final long FIRST_ID = Ids.lowestAt(NOW);
  private static final int FIRST_WITH_OPT_OUTS = 12;
  private static final OptOutList LIST = OptOutList.ofConsumer("shop");
  private static final PhoneNumber NUMBER = PhoneNumber.of("13800138009");

  /** The version that brought series. */
  private static final int SERIES = 14;

  @TempDir private Path directory;

  private static String name(String version) {
    return "store-v" + version + ".db.gz";
  }

  private GatewayStore opened() {
    return GatewayStore.embedded(directory.resolve("data"), StoreContract.KEYS, Clock.systemUTC());
  }

  @Test
  @EnabledIfSystemProperty(named = "yizhan.write-fixture", matches = "[0-9]+")
  void writesTheFixtureOfThisVersion() throws IOException {
    try (GatewayStore store = opened()) {
      fill(store);
    }
    Path folder = Path.of("src/test/resources/dev/yizhan/gateway/store");
    Path file =
        Files.createDirectories(folder)
            .resolve(name(System.getProperty("yizhan.write-fixture", "")));
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      Files.copy(directory.resolve("data").resolve("gateway.db"), out);
    }
  }

  private static void fill(GatewayStore store) {
    end(store, insert(store, 1, Optional.empty()), new Outcome.Accepted<>(Sent.withId("17")));
    end(
        store,
        insert(store, 2, Optional.empty()),
        new Outcome.Rejected<>(WinicCode.BALANCE_TOO_LOW, Optional.empty()));
    end(store, insert(store, 3, Optional.empty()), new Outcome.Unknown<>("cut"));
    PendingCall unused = insert(store, 4, Optional.of(LATER));
    store
        .records()
        .storePush(
            InboxContract.batch(
                RecordKind.REPORTS,
                List.of(InboxContract.report("17", "13800000000", "DELIVRD")),
                List.of("a record that cannot be read")),
            new byte[] {1, 2, 3},
            NOW);
    store.records().matchWaiting(InboxContract.sources(), 0, Duration.ofMinutes(1), NOW);
    StoredMessages.store(store, "owner", "甲", "乙");
    assertThat(store.inbox().acknowledge("owner", Reader.DEFAULT, RecordKind.REPLIES, 1)).isTrue();
    store.series().add(List.of(new OutcomeCount(NOW, "winic", CallRecord.Result.ACCEPTED, 3)), NOW);
    assertThat(store.doors().takeIds("winic", 1_000_000_000_000_000L, 1000)).isPositive();
    OptOut byHand =
        new OptOut(
            LIST,
            NUMBER,
            NOW,
            Optional.empty(),
            Optional.of(new OptOut.ByHand("ops", "by telephone")));
    assertThat(store.optOuts().add(byHand)).isEqualTo(byHand);
  }

  private static PendingCall insert(GatewayStore store, long id, Optional<Instant> sendAt) {
    NewSubmission submission = StoreContract.submission(FIRST_ID + id, "request " + id, sendAt, 1);
    assertThat(store.submissions().insert(submission))
        .isEqualTo(new SubmissionStore.Insertion.Inserted());
    return submission.first();
  }

  private static void end(GatewayStore store, PendingCall call, Outcome<Sent> outcome) {
    CallRecord record = CallRecord.of(call, outcome, NOW, Duration.ofMillis(30));
    store.calls().finish(call, new CallEnd(record, record.answer().ids(), List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"8", "11", "12", "14", "19"})
  void opensStoresOfEarlierVersions(String version) throws IOException {
    Path data = Files.createDirectories(directory.resolve("data")).resolve("gateway.db");
    try (InputStream in =
        new GZIPInputStream(
            requireNonNull(StoreFixtureTest.class.getResourceAsStream(name(version))))) {
      Files.copy(in, data);
    }
    try (GatewayStore store = opened()) {
      assertThat(delivery(store, 1).state()).isEqualTo(DeliveryState.DELIVERED);
      assertThat(delivery(store, 1).vendorMessageId()).contains("17");
      assertThat(delivery(store, 2).state()).isEqualTo(DeliveryState.REJECTED);
      assertThat(delivery(store, 3).state()).isEqualTo(DeliveryState.UNKNOWN);
      assertThat(delivery(store, 4).state()).isEqualTo(DeliveryState.SCHEDULED);
      assertThat(StoreContract.claimed(store.calls(), "winic", 10, LATER))
          .singleElement()
          .satisfies(call -> assertThat(call.message().texts()).as("decrypted").containsOnly("测试"));
      assertThat(store.submissions().findByRequestId("shop", "request 2"))
          .map(SubmissionStore.Insertion.Repeated::id)
          .contains(FIRST_ID + 2);
      assertThat(store.inbox().reports("shop", Reader.DEFAULT, Optional.empty(), 10))
          .extracting(InboxReport::status)
          .containsExactly("DELIVRD");
      assertThat(store.inbox().messages("owner", Reader.DEFAULT, Optional.empty(), 10))
          .extracting(InboxMessage::text)
          .containsExactly("乙");
      assertThat(store.optOuts().listed(List.of(LIST), List.of(NUMBER)))
          .hasSize(Integer.parseInt(version) < FIRST_WITH_OPT_OUTS ? 0 : 1);
      assertThat(store.doors().takeIds("winic", 1, 1000)).isEqualTo(1_000_000_000_001_000L);
      assertThat(store.series().read(NOW, Optional.of("winic")))
          .extracting(OutcomeCount::calls)
          .isEqualTo(Integer.parseInt(version) < SERIES ? List.of() : List.of(3L));
      assertThatStatementsAreThere(store);
      StoredMessages.store(store, "owner", "丙");
      assertThat(store.inbox().messages("owner", Reader.DEFAULT, Optional.empty(), 10)).hasSize(2);
    }
  }

  /**
   * Days from before there were sums are counted, and their submissions add to sums when they go.
   */
  private static void assertThatStatementsAreThere(GatewayStore store) {
    LocalDate day = LocalDate.ofInstant(NOW, QuietHours.CHINA);
    Map<LocalDate, List<StatementLine>> lines =
        store.statements().lines(day, day, Optional.empty());
    assertThat(lines.get(day))
        .singleElement()
        .satisfies(
            line -> {
              assertThat(line.submissions()).isEqualTo(4);
              assertThat(line.recipients()).isEqualTo(4);
              assertThat(line.count(DeliveryState.DELIVERED)).isEqualTo(1);
              assertThat(line.count(DeliveryState.REJECTED)).isEqualTo(1);
              assertThat(line.count(DeliveryState.UNKNOWN)).isEqualTo(1);
              assertThat(line.waiting()).isEqualTo(1);
              assertThat(line.seconds().counts()).hasSize(1);
            });
    store
        .operators()
        .settle(
            FIRST_ID + 3,
            new PhoneNumber("13800000000"),
            new Settlement(DeliveryState.FAILED, "ops", "asked", NOW));
    Map<LocalDate, List<StatementLine>> settled =
        store.statements().lines(day, day, Optional.empty());
    assertThat(settled.get(day))
        .singleElement()
        .satisfies(line -> assertThat(line.count(DeliveryState.FAILED)).isEqualTo(1));
    assertThat(store.submissions().remove(NOW.plus(Duration.ofDays(200)))).isEqualTo(3);
    assertThat(store.statements().lines(day, day, Optional.empty())).isEqualTo(settled);
  }

  private static Delivery delivery(GatewayStore store, long submission) {
    return store
        .submissions()
        .find(Optional.of("shop"), FIRST_ID + submission, 0)
        .orElseThrow()
        .deliveries()
        .get(0);
  }
}
