package dev.yizhan.gateway.core.sending;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.HandClock;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.submission.CallKey;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.PendingCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.gateway.core.submission.RouteStep;
import dev.yizhan.gateway.core.task.Timing;
import dev.yizhan.vendor.Message;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which channel is next, and when (docs/architecture.md "Send path", docs/configuration.md). */
class NextCallsTest {

  private static final List<String> ROUTE = List.of("a", "b", "c");

  private final HandClock clock = new HandClock();
  private final Instant now = clock.instant();
  private final FakeVendor vendor = new FakeVendor();
  private final Channel a = vendor.channel("a");
  private final Channel b = vendor.channel("b");
  private final Channel c = vendor.channel("c");

  private ChannelRules quietFor(Duration time) {
    ZonedDateTime here = now.atZone(QuietHours.CHINA);
    return new ChannelRules(
        Optional.of(
            new QuietHours(here.minusHours(1).toLocalTime(), here.plus(time).toLocalTime())),
        Optional.empty(),
        Optional.empty());
  }

  private NextCalls among(ChannelStates states, Channel... channels) {
    return new NextCalls(
        new Channels(List.of(channels)), states::isSuspended, clock, Timing.DEFAULT);
  }

  private NextCalls among(Channel... channels) {
    return among(SuspendedChannels.of(), channels);
  }

  private PendingCall over(String channel) {
    return pending(new RouteStep(channel, ROUTE, 1), now.plus(Duration.ofDays(1)));
  }

  private static PendingCall pending(RouteStep step, Instant expiresAt) {
    return new PendingCall(
        new CallKey(7, 1),
        "shop",
        step,
        expiresAt,
        List.of(
            new Recipient(0, PhoneNumber.of("13800138000")),
            new Recipient(1, PhoneNumber.of("13900139000"))),
        new Message(List.of(PhoneNumber.of("13800138000"), PhoneNumber.of("13900139000")), "好"),
        false);
  }

  private static NewCall only(List<NewCall> calls) {
    assertThat(calls).hasSize(1);
    return calls.get(0);
  }

  private static void assertNext(List<NewCall> calls, String channel, Instant dueAt) {
    assertThat(only(calls).channel()).isEqualTo(channel);
    assertThat(only(calls).dueAt()).isEqualTo(dueAt);
    assertThat(only(calls).recipients()).hasSize(2);
  }

  @Nested
  class AfterNotSent {

    @Test
    void triesTheNextChannelOfTheRouteAtOnce() {
      assertNext(among(a, b, c).afterNotSent(over("a")), "b", now);
      assertNext(among(a, b, c).afterNotSent(over("b")), "c", now);
    }

    @Test
    void splitsTheCallAsTheNextChannelNeedsIt() {
      Channel small = new FakeVendor().accepting(1).channel("b");
      List<NewCall> calls = among(a, small).afterNotSent(over("a"));
      assertThat(calls).extracting(NewCall::channel).containsExactly("b", "b");
      assertThat(calls)
          .extracting(call -> call.recipients().get(0).position())
          .containsExactly(0, 1);
    }

    @Test
    void passesOverAChannelThatCannotSendNow() {
      NextCalls suspended = among(SuspendedChannels.of("b"), a, b, c);
      assertNext(suspended.afterNotSent(over("a")), "c", now);
      Channel asleep = vendor.channel("b", quietFor(Duration.ofHours(1)));
      assertNext(among(a, asleep, c).afterNotSent(over("a")), "c", now);
      assertNext(among(a, c).afterNotSent(over("a")), "c", now);
      Channel refusing = new FakeVendor().refusing().channel("b");
      assertNext(among(a, refusing, c).afterNotSent(over("a")), "c", now);
      Channel failing = new FakeVendor().failingToPlan().channel("b");
      assertNext(among(a, failing, c).afterNotSent(over("a")), "c", now);
    }

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT10S", "3, PT20S", "7, PT5M", "100, PT5M"})
    void returnsToTheFirstChannelAfterAPause(int attempt, Duration pause) {
      RouteStep last = new RouteStep("c", ROUTE, attempt);
      List<NewCall> next = among(a, b, c).afterNotSent(pending(last, now.plus(Duration.ofDays(1))));
      assertNext(next, "a", now.plus(pause));
      assertThat(only(next).step().attempt()).isEqualTo(attempt + 1);
      assertThat(only(next).step().route()).isEqualTo(ROUTE);
    }

    @Test
    void returnsToTheFirstThatWorks() {
      Instant later = now.plusSeconds(5);
      assertNext(among(SuspendedChannels.of("a"), a, b, c).afterNotSent(over("c")), "b", later);
      assertNext(among(b, c).afterNotSent(over("c")), "b", later);
      Channel refusing = new FakeVendor().refusing().channel("a");
      assertNext(among(refusing, b, c).afterNotSent(over("c")), "b", later);
      Channel asleep = vendor.channel("a", quietFor(Duration.ofHours(1)));
      assertNext(among(asleep, b, c).afterNotSent(over("c")), "b", later);
    }

    @Test
    void waitsForTheEndOfQuietHoursWhereAllChannelsHaveThem() {
      NextCalls next =
          among(
              vendor.channel("a", quietFor(Duration.ofHours(3))),
              vendor.channel("b", quietFor(Duration.ofHours(2))),
              vendor.channel("c", quietFor(Duration.ofHours(4))));
      assertNext(next.afterNotSent(over("c")), "b", now.plus(Duration.ofHours(2)));
    }

    @Test
    void waitsOverASuspendedChannelOnlyWhereAllAreSuspended() {
      NextCalls all = among(SuspendedChannels.of("a", "b", "c"), a, b, c);
      assertNext(all.afterNotSent(over("c")), "a", now.plusSeconds(5));
      Channel asleep = vendor.channel("b", quietFor(Duration.ofHours(2)));
      NextCalls two = among(SuspendedChannels.of("a", "c"), a, asleep, c);
      assertNext(two.afterNotSent(over("c")), "b", now.plus(Duration.ofHours(2)));
    }

    @Test
    void waitsWhereNoChannelIsConfiguredAnyMore() {
      assertNext(among().afterNotSent(over("b")), "b", now.plusSeconds(5));
    }

    @Test
    void isDueNoLaterThanTheMessageExpires() {
      Instant expiresAt = now.plusSeconds(3);
      assertNext(
          among(a, b, c).afterNotSent(pending(new RouteStep("c", ROUTE, 1), expiresAt)),
          "a",
          expiresAt);
      Channel asleep = vendor.channel("a", quietFor(Duration.ofHours(1)));
      assertNext(
          among(asleep)
              .afterNotSent(pending(new RouteStep("a", List.of("a"), 1), now.plusSeconds(60))),
          "a",
          now.plusSeconds(60));
    }
  }

  @Nested
  class AfterRejection {

    @Test
    void triesTheNextChannelAtOnceAndForgetsTheOneThatRejected() {
      List<NewCall> next = among(a, b, c).afterRejection(over("a"));
      assertNext(next, "b", now);
      assertThat(only(next).step().route()).containsExactly("b", "c");
    }

    @Test
    void passesOverAChannelThatCannotSendNow() {
      assertNext(among(SuspendedChannels.of("b"), a, b, c).afterRejection(over("a")), "c", now);
    }

    @Test
    void returnsToAnEarlierChannelAfterAPause() {
      List<NewCall> next = among(a, b, c).afterRejection(over("c"));
      assertNext(next, "a", now.plusSeconds(5));
      assertThat(only(next).step().route()).containsExactly("a", "b");
    }

    @Test
    void waitsForAnEarlierChannelsQuietHours() {
      Channel asleep = vendor.channel("a", quietFor(Duration.ofHours(1)));
      RouteStep last = new RouteStep("b", List.of("a", "b"), 1);
      assertNext(
          among(asleep, b).afterRejection(pending(last, now.plus(Duration.ofDays(1)))),
          "a",
          now.plus(Duration.ofHours(1)));
    }

    @Test
    void hasNoNextCallWhereNoOtherChannelIsLeft() {
      RouteStep alone = new RouteStep("a", List.of("a"), 1);
      assertThat(among(a, b, c).afterRejection(pending(alone, now.plusSeconds(60)))).isEmpty();
      assertThat(among(a).afterRejection(over("a"))).isEmpty();
      Channel refusing = new FakeVendor().refusing().channel("b");
      assertThat(among(a, refusing).afterRejection(over("a"))).isEmpty();
    }

    @Test
    void neverComesBackToAChannelThatRejected() {
      NextCalls next = among(a, b, c);
      NewCall call = only(next.afterRejection(over("b")));
      List<String> tried = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        tried.add(call.channel());
        call = only(next.afterNotSent(pending(call.step(), now.plus(Duration.ofDays(1)))));
      }
      assertThat(tried).startsWith("c", "a", "c", "a").doesNotContain("b");
    }

    @Test
    void endsOnceEveryChannelHasRejected() {
      NextCalls next = among(a, b, c);
      NewCall second = only(next.afterRejection(over("b")));
      assertThat(second.channel()).isEqualTo("c");
      NewCall third =
          only(next.afterRejection(pending(second.step(), now.plus(Duration.ofDays(1)))));
      assertThat(third.channel()).isEqualTo("a");
      assertThat(next.afterRejection(pending(third.step(), now.plus(Duration.ofDays(1)))))
          .isEmpty();
    }
  }
}
