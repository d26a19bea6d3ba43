package dev.yizhan.gateway.core.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.codec.code.Category;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.submission.CallEnd;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.CallRecord;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.http.Outcome;
import dev.yizhan.vendor.Billing;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.Sent;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What each outcome of a call leads to (docs/architecture.md, "Send path"). */
class CallMakerTest {

  private static final List<String> ROUTE = List.of("first", "second");

  private final HandClock clock = new HandClock();
  private final FakeVendor first = new FakeVendor();
  private final FakeVendor second = new FakeVendor();

  private static Outcome<Sent> rejected(Category category) {
    return new Outcome.Rejected<>(
        () -> new ResultCode.Row("-99", category, "", "A reason"), Optional.empty());
  }

  private CallEnd made(Channel... channels) {
    return made(List.of(channels), 2);
  }

  private CallEnd made(List<Channel> channels, int recipients) {
    return new CallMaker(new Channels(channels), channel -> false, clock, Timing.DEFAULT)
        .make(pending(recipients))
        .end();
  }

  private CallEnd made() {
    return made(first.channel("first"), second.channel("second"));
  }

  private PendingCall pending(int recipients) {
    List<Recipient> to =
        IntStream.range(0, recipients)
            .mapToObj(i -> new Recipient(i, PhoneNumber.of(String.valueOf(13800138000L + i))))
            .toList();
    return new PendingCall(
        new CallKey(7, 3),
        "shop",
        new RouteStep("first", ROUTE, 1),
        clock.instant().plus(Duration.ofHours(1)),
        to,
        new Message(to.stream().map(Recipient::number).toList(), "好"),
        false);
  }

  private static void assertEnded(
      CallEnd end, CallRecord.Result result, DeliveryState delivery, String... furtherChannels) {
    assertThat(end.record().outcome()).isEqualTo(result);
    assertThat(end.delivery()).isEqualTo(delivery);
    assertThat(end.further()).extracting(NewCall::channel).containsExactly(furtherChannels);
  }

  @Nested
  class Accepted {

    @Test
    void isSubmittedUnderTheVendorsId() {
      CallEnd end = made();
      assertEnded(end, CallRecord.Result.ACCEPTED, DeliveryState.SUBMITTED);
      assertThat(end.messageIds()).containsExactly("1");
      assertThat(end.record().number()).isEqualTo(3);
      assertThat(end.record().channel()).isEqualTo("first");
      assertThat(end.record().at()).isEqualTo(clock.instant());
    }

    /** Ids stand for accepted numbers only, so other counts do not say whose is whose. */
    @ParameterizedTest
    @CsvSource({"1, 1", "2, 2", "0, 0", "3, 0"})
    void hasIdsWhereTheyAreOneForAllOrOneForEach(int given, int known) {
      List<String> ids = List.of("1", "2", "3").subList(0, given);
      first.answering(new Outcome.Accepted<>(new Sent(ids, 0, Billing.NONE)));
      CallEnd end = made();
      assertEnded(end, CallRecord.Result.ACCEPTED, DeliveryState.SUBMITTED);
      assertThat(end.messageIds()).isEqualTo(ids.subList(0, known));
    }

    @Test
    void isUnknownForAllWhereTheVendorRefusedSomeAndDoesNotSayWhich() {
      first.answering(new Outcome.Accepted<>(new Sent(List.of("1"), 1, Billing.NONE)));
      CallEnd end = made();
      assertEnded(end, CallRecord.Result.UNKNOWN, DeliveryState.UNKNOWN);
      assertThat(end.messageIds()).isEmpty();
    }

    @Test
    void carriesOurIdOfTheCall() {
      made();
      assertThat(first.calls())
          .extracting(call -> call.options().id())
          .containsExactly(Optional.of("7-3"));
    }
  }

  @Nested
  class Rejected {

    /** Password, money, blocked address, too many calls, the hour, being down. */
    @ParameterizedTest
    @EnumSource(
        value = Category.class,
        names = {"AUTHENTICATION", "BALANCE", "SCHEDULE", "THROTTLED", "BLOCKED", "UNAVAILABLE"})
    void goesToTheNextChannelForAReasonOfTheAccountsOrVendors(Category category) {
      first.answering(rejected(category));
      CallEnd end = made();
      assertEnded(end, CallRecord.Result.REJECTED, DeliveryState.QUEUED, "second");
      assertThat(end.further().get(0).dueAt()).isEqualTo(clock.instant());
      assertThat(end.further().get(0).step().route()).containsExactly("second");
      assertThat(end.record().answer().code()).contains("-99");
    }

    @ParameterizedTest
    @EnumSource(
        value = Category.class,
        names = {"CONTENT", "RECIPIENT", "PARAMETER", "OTHER"})
    void staysRejectedForAnyOtherReason(Category category) {
      first.answering(rejected(category));
      assertEnded(made(), CallRecord.Result.REJECTED, DeliveryState.REJECTED);
    }

    @Test
    void staysRejectedWithoutAnotherChannel() {
      first.answering(rejected(Category.BALANCE));
      assertEnded(made(first.channel("first")), CallRecord.Result.REJECTED, DeliveryState.REJECTED);
    }

    @Test
    void isNotSentWhereTheChannelRefusesItNow() {
      first.refusing();
      CallEnd end = made();
      assertEnded(end, CallRecord.Result.REJECTED, DeliveryState.REJECTED);
      assertThat(end.record().answer().meaning()).contains("the text is too long");
      assertThat(first.calls()).isEmpty();
    }
  }

  @Nested
  class NotSent {

    @Test
    void goesToTheNextChannelAtOnce() {
      first.answering(new Outcome.NotSent<>("connection refused"));
      CallEnd end = made();
      assertEnded(end, CallRecord.Result.NOT_SENT, DeliveryState.QUEUED, "second");
      assertThat(end.further().get(0).dueAt()).isEqualTo(clock.instant());
      assertThat(end.further().get(0).recipients()).hasSize(2);
      assertThat(end.record().answer().meaning()).contains("connection refused");
    }

    @Test
    void waitsWithoutAnotherChannel() {
      first.answering(new Outcome.NotSent<>("connection refused"));
      CallEnd end = made(first.channel("first"));
      assertEnded(end, CallRecord.Result.NOT_SENT, DeliveryState.QUEUED, "first");
      assertThat(end.further().get(0).dueAt()).isEqualTo(clock.instant().plusSeconds(5));
    }

    @Test
    void goesOnWhereTheChannelIsNotConfiguredAnyMore() {
      assertEnded(
          made(second.channel("second")),
          CallRecord.Result.NOT_SENT,
          DeliveryState.QUEUED,
          "second");
    }

    @Test
    void goesOnWhereTheCallCannotBePlanned() {
      first.failingToPlan();
      assertEnded(made(), CallRecord.Result.NOT_SENT, DeliveryState.QUEUED, "second");
      assertThat(first.calls()).isEmpty();
    }

    @Test
    void isSplitAgainWhereTheChannelsLimitsHaveChanged() {
      first.accepting(2);
      CallEnd end = made(List.of(first.channel("first"), second.channel("second")), 5);
      assertEnded(end, CallRecord.Result.NOT_SENT, DeliveryState.QUEUED, "first", "first", "first");
      assertThat(end.further())
          .extracting(call -> call.recipients().stream().map(Recipient::position).toList())
          .containsExactly(List.of(0, 1), List.of(2, 3), List.of(4));
      assertThat(end.further()).extracting(NewCall::dueAt).containsOnly(clock.instant());
      assertThat(first.calls()).isEmpty();
    }
  }

  @Nested
  class InQuietHours {

    private final Instant end = clock.instant().plus(Duration.ofHours(2));
    private final ChannelRules quiet =
        new ChannelRules(
            Optional.of(
                new QuietHours(
                    clock.instant().atZone(QuietHours.CHINA).toLocalTime().minusHours(1),
                    end.atZone(QuietHours.CHINA).toLocalTime())),
            Optional.empty(),
            Optional.empty());

    @Test
    void takesAnotherChannelAtOnce() {
      CallEnd ended = made(first.channel("first", quiet), second.channel("second"));
      assertEnded(ended, CallRecord.Result.NOT_SENT, DeliveryState.QUEUED, "second");
      assertThat(ended.further().get(0).dueAt()).isEqualTo(clock.instant());
      assertThat(first.calls()).isEmpty();
    }

    @Test
    void waitsForTheirEndButNotBeyondTheMessagesOwn() {
      CallEnd ended = made(first.channel("first", quiet), second.channel("second", quiet));
      assertEnded(ended, CallRecord.Result.NOT_SENT, DeliveryState.QUEUED, "first");
      assertThat(ended.further().get(0).dueAt()).isEqualTo(pending(1).expiresAt()).isBefore(end);
    }
  }

  @Nested
  class Unknown {

    @Test
    void isNeverSentAgain() {
      first.answering(new Outcome.Unknown<>("cut after the first byte"));
      CallEnd end = made();
      assertEnded(end, CallRecord.Result.UNKNOWN, DeliveryState.UNKNOWN);
      assertThat(end.record().answer().meaning()).contains("cut after the first byte");
      assertThat(first.calls()).hasSize(1);
      assertThat(second.calls()).isEmpty();
    }

    @Test
    void isWhatAFailingClientLeaves() {
      first.answering(
          () -> {
            throw new IllegalStateException("after the request");
          });
      assertEnded(made(), CallRecord.Result.UNKNOWN, DeliveryState.UNKNOWN);
    }

    @Test
    void isWhatAnErrorOfTheMachineLeaves() {
      first.answering(
          () -> {
            throw new StackOverflowError();
          });
      assertEnded(made(), CallRecord.Result.UNKNOWN, DeliveryState.UNKNOWN);
    }
  }
}
