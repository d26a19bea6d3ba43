package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.search.FoundRecord;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.core.submission.SubmissionHead;
import dev.yizhan.gateway.core.submission.TimelineEvent;
import dev.yizhan.vendor.Billing;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** The order of what happened. */
class TimelineTest {

  private static final Instant START = Instant.parse("2026-11-21T01:00:00Z");
  private static final PhoneNumber NUMBER = new PhoneNumber("13800138000");

  private static CallRecord call(int number, int second) {
    return new CallRecord(
        number,
        "winic",
        CallRecord.Result.NOT_SENT,
        new CallRecord.VendorAnswer(List.of(), Optional.empty(), Optional.empty()),
        Billing.NONE,
        START.plusSeconds(second),
        Duration.ofSeconds(30));
  }

  private static FoundRecord record(Optional<String> verdict, int second) {
    return new FoundRecord(
        second,
        Optional.of("shop"),
        new InboxRecord.Head(
            1,
            "winic",
            NUMBER.digits(),
            START.plusSeconds(second),
            Optional.empty(),
            Optional.empty(),
            new InboxRecord.About(
                Optional.of(1L), Optional.empty(), Optional.empty(), Optional.empty(), false)),
        verdict,
        Optional.empty(),
        Optional.empty());
  }

  private static Delivery delivery(DeliveryState state, Optional<FaultCode> code, int second) {
    return new Delivery(
        NUMBER,
        state,
        Optional.empty(),
        Optional.empty(),
        START.plusSeconds(second),
        Optional.empty(),
        false,
        code);
  }

  private static TimelineEvent event(int second) {
    return new TimelineEvent(
        START.plusSeconds(second),
        TimelineEvent.Kind.SETTLED,
        Optional.of(NUMBER),
        DeliveryState.FAILED,
        "ops",
        Optional.empty());
  }

  private static Submission submission(
      List<CallRecord> calls, List<Delivery> deliveries, List<TimelineEvent> events) {
    return new Submission(
        new SubmissionHead(
            1, "shop", Optional.empty(), Optional.empty(), "winic", START, Optional.empty(), 1),
        "MIXED",
        calls,
        deliveries,
        OptionalInt.empty(),
        events);
  }

  private static List<String> kinds(Submission submission, FoundRecord... records) {
    return Timeline.of(submission, List.of(records)).stream()
        .map(entry -> entry.kind() + " " + Duration.between(START, entry.at()).toSeconds())
        .toList();
  }

  @Test
  void putsAllIntoTheOrderOfTime() {
    assertThat(
            kinds(
                submission(List.of(call(1, 0), call(2, 40)), List.of(), List.of(event(50))),
                record(Optional.of("FAILED"), 20),
                record(Optional.empty(), 60)))
        .containsExactly("STORED 0", "CALL 0", "REPORT 20", "CALL 40", "EVENT 50", "REPLY 60");
  }

  @Test
  void tellsOfRecipientsThatTheGatewayGaveUp() {
    assertThat(
            kinds(
                submission(
                    List.of(),
                    List.of(
                        delivery(DeliveryState.EXPIRED, Optional.empty(), 90),
                        delivery(
                            DeliveryState.CANCELLED, Optional.of(FaultCode.RECIPIENT_OPTED_OUT), 9),
                        delivery(DeliveryState.CANCELLED, Optional.empty(), 5),
                        delivery(DeliveryState.DELIVERED, Optional.empty(), 7)),
                    List.of())))
        .containsExactly("STORED 0", "ENDED 9", "ENDED 90");
  }

  @Test
  void hasNothingButTheBeginningAtFirst() {
    assertThat(kinds(submission(List.of(), List.of(), List.of()))).containsExactly("STORED 0");
  }
}
