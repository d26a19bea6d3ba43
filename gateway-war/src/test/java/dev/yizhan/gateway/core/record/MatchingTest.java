package dev.yizhan.gateway.core.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.record.Matching.CallId;
import dev.yizhan.gateway.core.record.Matching.Candidate;
import dev.yizhan.gateway.core.record.Matching.Match;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.vendor.record.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of docs/inbox.md, each with what comes before it and what it changes. */
class MatchingTest {

  private static final Instant NOW = Instant.parse("2026-11-21T04:00:00Z");
  private static final Duration SECOND = Duration.ofSeconds(1);
  private static final Duration WEEK = Duration.ofDays(7);
  private static final Duration DAYS_3 = Duration.ofDays(3);
  private static final String PHONE = "13800138000";
  private static final Ownership OWNERS =
      new Ownership(Optional.of("owner"), Map.of("77", "bank", "177", "school"));

  /** A delivery to {@link #PHONE} that a vendor accepted an hour ago, but for what is set. */
  private static final class Delivery {

    private final long submission;
    private int position;
    private int call = 1;
    private String number = PHONE;
    private DeliveryState state = DeliveryState.SUBMITTED;
    private DeliveryIds ids = DeliveryIds.NONE;
    private Duration age = Duration.ofHours(1);
    private String consumer = "shop";

    private Delivery(long submission) {
      this.submission = submission;
    }

    Delivery at(int other) {
      position = other;
      return this;
    }

    Delivery ofCall(int other) {
      call = other;
      return this;
    }

    Delivery to(String other) {
      number = other;
      return this;
    }

    Delivery in(DeliveryState other) {
      state = other;
      return this;
    }

    Delivery id(String other) {
      ids = DeliveryIds.of(other);
      return this;
    }

    Delivery guessed(String other) {
      ids = new DeliveryIds(ids.own(), Optional.of(new DeliveryIds.Guess(Optional.of(other))));
      return this;
    }

    Delivery old(Duration other) {
      age = other;
      return this;
    }

    Delivery of(String other) {
      consumer = other;
      return this;
    }

    private Candidate candidate() {
      return new Candidate(
          submission,
          position,
          number,
          call,
          state,
          ids,
          NOW.minus(age),
          new Candidate.Origin(consumer, Optional.empty(), Optional.empty(), "winic"));
    }
  }

  private static Delivery delivery(long submission) {
    return new Delivery(submission);
  }

  private static Matching among(Delivery... deliveries) {
    return among(Sharing.EXCLUSIVE, OWNERS, deliveries);
  }

  private static Matching among(Sharing sharing, Ownership ownership, Delivery... deliveries) {
    return new Matching(
        Stream.of(deliveries).map(Delivery::candidate).toList(),
        new RecordSource("winic", List.of("winic"), ownership, sharing),
        NOW);
  }

  private static IncomingRecord.Head head(
      String number, Optional<String> vendorId, Optional<String> customId) {
    return new IncomingRecord.Head(
        "identity", List.of(number), true, Optional.empty(), vendorId, customId);
  }

  private static IncomingRecord report(Report.Verdict verdict, IncomingRecord.Head head) {
    return new IncomingRecord.DeliveryReport(head, verdict, "status");
  }

  private static IncomingRecord byId(String vendorId) {
    return byId(Report.Verdict.DELIVERED, vendorId);
  }

  private static IncomingRecord byId(Report.Verdict verdict, String vendorId) {
    return report(verdict, head(PHONE, Optional.of(vendorId), Optional.empty()));
  }

  private static IncomingRecord byCustomId(String customId) {
    return report(Report.Verdict.DELIVERED, head(PHONE, Optional.empty(), Optional.of(customId)));
  }

  private static IncomingRecord byNumber(Report.Verdict verdict) {
    return report(verdict, head(PHONE, Optional.empty(), Optional.empty()));
  }

  private static IncomingRecord byNumber() {
    return byNumber(Report.Verdict.DELIVERED);
  }

  private static IncomingRecord reply(String to) {
    return reply(head(PHONE, Optional.empty(), Optional.empty()), to);
  }

  private static IncomingRecord reply(IncomingRecord.Head head, String to) {
    return new IncomingRecord.InboundMessage(
        head, Optional.of(to).filter(text -> !text.isEmpty()), "收到");
  }

  private static Optional<Long> found(Matching matching, IncomingRecord record) {
    return matching.match(record).delivery().map(Candidate::submission);
  }

  private static Optional<DeliveryState> stateBefore(Matching matching, IncomingRecord record) {
    return matching.match(record).delivery().map(Candidate::state);
  }

  private static String consumer(Matching matching, IncomingRecord record) {
    return matching.match(record).consumer().orElseThrow();
  }

  /** Rule 1: account, vendor id and number match, within seven days. */
  @Nested
  class ReportByVendorId {

    @Test
    void findsTheDeliveryOfThatIdAndNumber() {
      Matching matching =
          among(
              delivery(1).id("a"),
              delivery(2).id("b"),
              delivery(3).id("b").to("13900139000"),
              delivery(4).id("c"));
      Match match = matching.match(byId("b"));
      assertThat(match.delivery()).map(Candidate::submission).contains(2L);
      assertThat(match.consumer()).contains("shop");
    }

    @Test
    void findsOneThatIsOlderThanAnyByNumberAlone() {
      assertThat(found(among(delivery(1).id("a").old(WEEK.minus(SECOND))), byId("a"))).contains(1L);
      assertThat(found(among(delivery(1).id("a").old(WEEK.plus(SECOND))), byId("a"))).isEmpty();
    }

    @Test
    void comesBeforeOurIdAndTheNumber() {
      Matching matching =
          among(delivery(1).in(DeliveryState.DELIVERED).id("a"), delivery(2), delivery(3));
      IncomingRecord both =
          report(Report.Verdict.FAILED, head(PHONE, Optional.of("a"), Optional.of("2-1")));
      assertThat(found(matching, both)).contains(1L);
    }

    @Test
    void findsADeliveryInAnyForm() {
      Matching matching = among(delivery(1).id("a").to("+85291234567"));
      IncomingRecord abroad =
          report(
              Report.Verdict.DELIVERED,
              new IncomingRecord.Head(
                  "identity",
                  List.of("85291234567", "+85291234567"),
                  true,
                  Optional.empty(),
                  Optional.of("a"),
                  Optional.empty()));
      assertThat(found(matching, abroad)).contains(1L);
    }

    /** One number may get several texts in one call, and the vendor gives one id for the call. */
    @Test
    void givesReportsOfOneIdToOneDeliveryAfterTheOther() {
      Matching matching = among(delivery(1).at(0).id("a"), delivery(1).at(1).id("a"));
      List<Integer> positions =
          Stream.of(byId("a"), byId("a"))
              .map(report -> matching.match(report).delivery().orElseThrow().position())
              .toList();
      assertThat(positions).containsExactlyInAnyOrder(0, 1);
    }
  }

  /** Rule 2: the report carries the gateway's own id. */
  @Nested
  class ReportByOurId {

    @Test
    void findsTheCallThatItNames() {
      Matching matching =
          among(delivery(1), delivery(2).ofCall(1), delivery(2).at(1).ofCall(2), delivery(3));
      Match match = matching.match(byCustomId("2-2"));
      assertThat(match.delivery()).map(Candidate::position).contains(1);
    }

    @Test
    void findsTheNumberAmongThoseOfTheCall() {
      Matching matching =
          among(delivery(1).at(0).to("13900139000"), delivery(1).at(1), delivery(2));
      assertThat(matching.match(byCustomId("1-1")).delivery()).map(Candidate::position).contains(1);
    }

    @Test
    void needsNoNumberWhereTheCallHasOne() {
      Matching matching = among(delivery(1), delivery(2));
      IncomingRecord masked =
          report(
              Report.Verdict.DELIVERED, head("138****8000", Optional.empty(), Optional.of("2-1")));
      assertThat(found(matching, masked)).contains(2L);
    }

    @Test
    void findsNothingForANumberThatTheCallDoesNotHave() {
      Matching matching =
          among(delivery(1).at(0).to("13900139000"), delivery(1).at(1).to("13700137000"));
      assertThat(found(matching, byCustomId("1-1"))).isEmpty();
    }

    @Test
    void comesBeforeTheNumber() {
      Matching matching =
          among(delivery(1).in(DeliveryState.DELIVERED), delivery(2).in(DeliveryState.UNKNOWN));
      assertThat(found(matching, byCustomId("1-1"))).contains(1L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "7", "-", "7-", "-1", "a-1", "7-a", "7-1-1", "order 7-1"})
    void isNoIdOfOurs(String text) {
      assertThat(CallId.parse(text)).isEmpty();
    }

    @Test
    void isSubmissionAndCall() {
      assertThat(CallId.parse("202611210400001-12")).contains(new CallId(202611210400001L, 12));
      assertThat(CallId.parse("99999999999999999999-1")).isEmpty();
    }
  }

  /** Rule 3: account and number match, and one delivery without an id is open. */
  @Nested
  class ReportByNumber {

    @ParameterizedTest
    @CsvSource({
      "SCHEDULED, false",
      "QUEUED, false",
      "SUBMITTING, true",
      "SUBMITTED, true",
      "REJECTED, false",
      "UNKNOWN, true",
      "DELIVERED, false",
      "FAILED, false",
      "CANCELLED, false",
      "EXPIRED, false"
    })
    void findsOnlyAnOpenDelivery(DeliveryState state, boolean open) {
      assertThat(found(among(delivery(1).in(state)), byNumber()).isPresent()).isEqualTo(open);
    }

    @Test
    void needsExactlyOne() {
      assertThat(found(among(delivery(1), delivery(2)), byNumber())).isEmpty();
      assertThat(
              found(
                  among(delivery(1).in(DeliveryState.FAILED), delivery(2), delivery(3).to("+1")),
                  byNumber()))
          .contains(2L);
    }

    @Test
    void looksAtThreeDays() {
      assertThat(found(among(delivery(1).old(DAYS_3.minus(SECOND))), byNumber())).contains(1L);
      assertThat(found(among(delivery(1).old(DAYS_3.plus(SECOND))), byNumber())).isEmpty();
      assertThat(found(among(delivery(1), delivery(2).old(DAYS_3.plus(SECOND))), byNumber()))
          .contains(1L);
    }

    @ParameterizedTest
    @EnumSource(names = {"SUBMITTING", "SUBMITTED", "UNKNOWN"})
    void neverFindsADeliveryWithAnIdOfItsOwn(DeliveryState state) {
      assertThat(found(among(delivery(1).in(state).id("a")), byId("b"))).isEmpty();
      assertThat(found(among(delivery(1).in(state).id("a")), byNumber())).isEmpty();
      assertThat(found(among(delivery(1).in(state)), byId("b"))).contains(1L);
    }

    @Test
    void isNoneIfAnotherDeliveryIsOpenUnderAnotherId() {
      assertThat(found(among(delivery(1).id("a"), delivery(2)), byId("b"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, true", "PT4M59S, true", "PT5M, true", "PT5M1S, false", "PT24H, false"})
    void isNotOlderThanTheCallByMoreThanFiveMinutes(Duration before, boolean matches) {
      Duration age = Duration.ofHours(1);
      IncomingRecord.Head timed =
          new IncomingRecord.Head(
              "identity",
              List.of(PHONE),
              true,
              Optional.of(NOW.minus(age).minus(before)),
              Optional.of("b"),
              Optional.empty());
      Matching matching = among(delivery(1).in(DeliveryState.UNKNOWN).old(age));
      assertThat(found(matching, report(Report.Verdict.FAILED, timed)).isPresent())
          .isEqualTo(matches);
    }

    @Test
    void isOffForASharedAccount() {
      Matching matching = among(Sharing.SHARED, OWNERS, delivery(1), delivery(2).to("1").id("a"));
      assertThat(matching.match(byId("b"))).isEqualTo(Match.NONE);
      assertThat(found(matching, byCustomId("1-1"))).contains(1L);
    }

    @Test
    void isMarked() {
      assertThat(among(delivery(1)).match(byId("b")).basis()).isEqualTo(Matching.Basis.NUMBER);
      assertThat(among(delivery(1).id("b")).match(byId("b")).basis()).isEqualTo(Matching.Basis.ID);
      assertThat(among(delivery(1)).match(byCustomId("1-1")).basis()).isEqualTo(Matching.Basis.ID);
      assertThat(among(delivery(1)).match(reply("")).basis()).isEqualTo(Matching.Basis.NUMBER);
    }

    @Test
    void findsTheDeliveryOfAnEarlierSegmentAndOfNoOtherId() {
      Matching matching = among(delivery(1).in(DeliveryState.FAILED).guessed("b"));
      assertThat(found(matching, byId("b"))).contains(1L);
      assertThat(found(matching, byId("c"))).isEmpty();
      assertThat(found(among(delivery(1).guessed("b")), byId("c"))).isEmpty();
    }

    @Test
    void waitsWithoutAConsumerWhereItFindsNothing() {
      assertThat(among().match(byNumber())).isEqualTo(Match.NONE);
    }
  }

  /** What one record changes for those after it. */
  @Nested
  class Order {

    @Test
    void aSettledDeliveryIsNotOpenForTheNextReport() {
      Matching matching = among(delivery(1));
      assertThat(found(matching, byNumber())).contains(1L);
      assertThat(found(matching, byNumber())).isEmpty();
    }

    @Test
    void aReportByIdLeavesOneOpenDeliveryToTheNumber() {
      Matching matching = among(delivery(1).id("a"), delivery(2));
      assertThat(found(matching, byId("a"))).contains(1L);
      assertThat(found(matching, byNumber())).contains(2L);
    }

    @Test
    void theSameReportsTheOtherWayRoundFindOneDelivery() {
      Matching matching = among(delivery(1).id("a"), delivery(2));
      assertThat(found(matching, byNumber())).isEmpty();
      assertThat(found(matching, byId("a"))).contains(1L);
    }

    @Test
    void aReportByOurIdClosesTheDeliveryForTheNumber() {
      Matching matching = among(delivery(1), delivery(2));
      assertThat(found(matching, byCustomId("1-1"))).contains(1L);
      assertThat(found(matching, byNumber())).contains(2L);
      assertThat(found(matching, byNumber())).isEmpty();
    }

    @Test
    void aReportByNumberClosesTheDeliveryForOurId() {
      Matching matching = among(delivery(1).in(DeliveryState.UNKNOWN));
      assertThat(stateBefore(matching, byNumber(Report.Verdict.FAILED)))
          .contains(DeliveryState.UNKNOWN);
      assertThat(stateBefore(matching, byCustomId("1-1"))).contains(DeliveryState.FAILED);
    }

    @Test
    void theFirstFinalReportDecides() {
      Matching matching = among(delivery(1).id("a"));
      assertThat(stateBefore(matching, byId(Report.Verdict.DELIVERED, "a")))
          .contains(DeliveryState.SUBMITTED);
      assertThat(stateBefore(matching, byId(Report.Verdict.FAILED, "a")))
          .contains(DeliveryState.DELIVERED);
      assertThat(stateBefore(matching, byId(Report.Verdict.FAILED, "a")))
          .contains(DeliveryState.DELIVERED);
    }

    @Test
    void aReportByIdOverrulesOneByNumber() {
      Matching matching = among(delivery(1).in(DeliveryState.UNKNOWN));
      assertThat(found(matching, byId(Report.Verdict.FAILED, "b"))).contains(1L);
      IncomingRecord named =
          report(Report.Verdict.DELIVERED, head(PHONE, Optional.of("a"), Optional.of("1-1")));
      assertThat(stateBefore(matching, named)).contains(DeliveryState.FAILED);
      Candidate after = matching.match(byId("a")).delivery().orElseThrow();
      assertThat(after.state()).isEqualTo(DeliveryState.DELIVERED);
      assertThat(after.ids()).isEqualTo(DeliveryIds.of("a"));
    }

    @Test
    void aReportByIdThatSettlesNothingOverrulesToo() {
      Matching matching = among(delivery(1).in(DeliveryState.FAILED).id("a").guessed("b"));
      matching.match(byId(Report.Verdict.NONE, "a"));
      assertThat(stateBefore(matching, byId("a"))).contains(DeliveryState.SUBMITTED);
    }

    @Test
    void aReportUnderTheSameIdConfirmsTheOneByNumber() {
      Matching matching = among(delivery(1).in(DeliveryState.FAILED).guessed("b"));
      IncomingRecord named =
          report(Report.Verdict.DELIVERED, head(PHONE, Optional.of("b"), Optional.of("1-1")));
      matching.match(named);
      Candidate after = matching.match(byId("b")).delivery().orElseThrow();
      assertThat(after.state())
          .as("the first final report decides")
          .isEqualTo(DeliveryState.FAILED);
      assertThat(after.ids()).isEqualTo(DeliveryIds.of("b"));
    }

    @Test
    void aReportThatSettlesNothingLeavesTheDeliveryOpen() {
      Matching matching = among(delivery(1));
      assertThat(found(matching, byNumber(Report.Verdict.NONE))).contains(1L);
      assertThat(found(matching, byNumber(Report.Verdict.NONE))).contains(1L);
      assertThat(found(matching, byNumber(Report.Verdict.FAILED))).contains(1L);
      assertThat(found(matching, byNumber())).isEmpty();
    }

    @Test
    void aReplySettlesNothing() {
      Matching matching = among(delivery(1));
      assertThat(found(matching, reply(""))).contains(1L);
      assertThat(stateBefore(matching, byNumber())).contains(DeliveryState.SUBMITTED);
    }
  }

  @Nested
  class Reply {

    @Test
    void belongsToTheCallThatItNamesBeforeAnyExtension() {
      Matching matching = among(delivery(1).of("shop"), delivery(2).of("other"));
      IncomingRecord named = reply(head(PHONE, Optional.empty(), Optional.of("1-1")), "106877");
      assertThat(found(matching, named)).contains(1L);
      assertThat(consumer(matching, named)).isEqualTo("shop");
    }

    @ParameterizedTest
    @CsvSource({"106877, bank", "77, bank", "1068177, school", "10687, shop", "7710, shop"})
    void belongsToTheLongestExtensionAtTheEndOfTheNumber(String to, String consumer) {
      assertThat(consumer(among(delivery(1).of("shop")), reply(to))).isEqualTo(consumer);
    }

    @Test
    void namesASubmissionOnlyToTheConsumerWhoseItIs() {
      assertThat(found(among(delivery(1).of("bank")), reply("106877"))).contains(1L);
      assertThat(found(among(delivery(1).of("shop")), reply("106877"))).isEmpty();
    }

    @Test
    void belongsToTheConsumerThatSentLast() {
      Matching matching =
          among(
              delivery(1).of("early").old(Duration.ofHours(3)),
              delivery(2).of("late").old(Duration.ofHours(2)),
              delivery(3).of("elsewhere").to("13900139000"));
      assertThat(found(matching, reply(""))).contains(2L);
      assertThat(consumer(matching, reply(""))).isEqualTo("late");
    }

    @ParameterizedTest
    @EnumSource(DeliveryState.class)
    void countsOnlyWhatMayHaveBeenSent(DeliveryState state) {
      boolean sent =
          switch (state) {
            case SUBMITTING, SUBMITTED, UNKNOWN, DELIVERED, FAILED -> true;
            case SCHEDULED, QUEUED, REJECTED, CANCELLED, EXPIRED -> false;
          };
      assertThat(consumer(among(delivery(1).in(state)), reply("")))
          .isEqualTo(sent ? "shop" : "owner");
    }

    @Test
    void belongsToTheOwnerThreeDaysAfterTheLastMessage() {
      assertThat(consumer(among(delivery(1).old(DAYS_3.minus(SECOND))), reply("")))
          .isEqualTo("shop");
      Matching late = among(delivery(1).old(DAYS_3.plus(SECOND)));
      assertThat(late.match(reply(""))).isEqualTo(Match.unmatched("owner"));
    }

    @Test
    void belongsToNobodyWithoutAnOwner() {
      assertThat(among(Sharing.EXCLUSIVE, Ownership.NONE).match(reply("")).consumer())
          .contains(Ownership.UNOWNED);
    }
  }

  /** winnerlook's records about mass sends. */
  @Nested
  class RecordOfAnotherProgram {

    private final IncomingRecord.Head foreign =
        new IncomingRecord.Head(
            "identity",
            List.of(PHONE),
            false,
            Optional.empty(),
            Optional.of("a"),
            Optional.of("1-1"));

    @Test
    void goesToTheOwnerAtOnceAndSettlesNothing() {
      Matching matching = among(delivery(1).id("a"));
      assertThat(matching.match(report(Report.Verdict.FAILED, foreign)))
          .isEqualTo(Match.unmatched("owner"));
      assertThat(stateBefore(matching, byId("a"))).contains(DeliveryState.SUBMITTED);
    }

    @Test
    void goesToTheOwnerWhateverItsExtension() {
      assertThat(consumer(among(delivery(1)), reply(foreign, "106877"))).isEqualTo("owner");
    }
  }
}
