package dev.yizhan.gateway.core.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelRules;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.channel.NumberList;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.channel.Routes;
import dev.yizhan.gateway.core.channel.Sender;
import dev.yizhan.gateway.core.channel.WorkLimits;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.NewCall;
import dev.yizhan.gateway.core.submission.Recipient;
import dev.yizhan.vendor.Message;
import dev.yizhan.vendor.SendOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Over which channels a message may go, and over which it begins (docs/configuration.md). */
class RoutingTest {

  /** Noon in China. */
  private static final Instant NOON = Instant.parse("2026-11-21T04:00:00Z");

  private static final String MOBILE = "13800138000";
  private static final String LANDLINE = "02088888888";
  private static final String ABROAD = "+85291234567";
  private static final Sender SHOP = Sender.unlimited("shop");

  private final FakeVendor vendor = new FakeVendor();
  private final Channel a = vendor.channel("a");
  private final Channel b = vendor.channel("b");
  private final Channel c = vendor.channel("c");

  private static Routing routing(Routes routes, ChannelStates states, Channel... channels) {
    GlobalLimits limits =
        new GlobalLimits(routes, Duration.ofHours(1), Duration.ofSeconds(5), WorkLimits.DEFAULT);
    return new Routing(new Channels(List.of(channels)), states::isSuspended, () -> limits);
  }

  private static Routing routing(List<String> route, Channel... channels) {
    return routing(Routes.forAll(route), SuspendedChannels.of(), channels);
  }

  private static Content content(String... numbers) {
    return Content.of(List.of(numbers), "好", SendOptions.NONE);
  }

  private static Routing.Result ways(Routing routing, Sender sender, String... numbers) {
    return routing.route(sender, Optional.empty(), content(numbers), NOON);
  }

  private static Routing.Leg only(Routing.Result ways) {
    assertThat(ways.blocked()).isEmpty();
    assertThat(ways.legs()).hasSize(1);
    return ways.legs().get(0);
  }

  private static List<String> route(Routing.Leg leg) {
    return leg.calls().get(0).step().route();
  }

  private static String begins(Routing routing) {
    return only(ways(routing, SHOP, MOBILE)).channel().name();
  }

  private static ChannelRules quiet(int from, int to) {
    return new ChannelRules(
        Optional.of(new QuietHours(LocalTime.of(from, 0), LocalTime.of(to, 0))),
        Optional.empty(),
        Optional.empty());
  }

  private static ChannelRules black(String... numbers) {
    return new ChannelRules(
        Optional.empty(), Optional.of(NumberList.of(List.of(numbers))), Optional.empty());
  }

  @Nested
  class Route {

    private final Routes byKind =
        new Routes(
            Map.of("", List.of("a"), "landline", List.of("b", "c"), "+852", List.of("c", "a")));
    private final Routing routing = routing(byKind, SuspendedChannels.of(), a, b, c);

    private List<String> of(Sender sender, String number) {
      return route(only(ways(routing, sender, number)));
    }

    @Test
    void isTheClosestOneForTheNumber() {
      assertThat(of(SHOP, MOBILE)).containsExactly("a");
      assertThat(of(SHOP, LANDLINE)).containsExactly("b", "c");
      assertThat(of(SHOP, ABROAD)).containsExactly("c", "a");
      assertThat(of(SHOP, "+12125550123")).containsExactly("a");
    }

    @Test
    void isTheConsumersOwnBeforeThatOfAll() {
      Sender bank =
          Sender.limited("bank", Set.of(), Routes.forAll(List.of("b")), OptionalInt.empty());
      assertThat(of(bank, MOBILE)).containsExactly("b");
      assertThat(of(bank, ABROAD)).containsExactly("b");
      Sender partly =
          Sender.limited(
              "bank", Set.of(), new Routes(Map.of("mobile", List.of("c"))), OptionalInt.empty());
      assertThat(of(partly, MOBILE)).containsExactly("c");
      assertThat(of(partly, LANDLINE)).containsExactly("b", "c");
    }

    @Test
    void hasOnlyChannelsThatTheConsumerMayUse() {
      Sender limited = Sender.limited("x", Set.of("a", "c"), Routes.NONE, OptionalInt.empty());
      assertThat(of(limited, LANDLINE)).containsExactly("c");
    }

    @Test
    void isTheNamedChannelAlone() {
      Routing.Result named = routing.route(SHOP, Optional.of("b"), content(MOBILE, ABROAD), NOON);
      assertThat(named.legs()).extracting(RoutingTest::route).containsOnly(List.of("b"));
    }

    @Test
    void mayNotBeNamedByAConsumerThatMayNotUseIt() {
      Sender limited = Sender.limited("x", Set.of("a"), Routes.NONE, OptionalInt.empty());
      assertThatExceptionOfType(GatewayException.class)
          .isThrownBy(() -> routing.route(limited, Optional.of("b"), content(MOBILE), NOON))
          .matches(e -> e.code() == FaultCode.NOT_ALLOWED);
      assertThatExceptionOfType(GatewayException.class)
          .isThrownBy(() -> routing.route(SHOP, Optional.of("z"), content(MOBILE), NOON))
          .matches(e -> e.code() == FaultCode.UNKNOWN_CHANNEL);
    }
  }

  @Nested
  class Together {

    @Test
    void goRecipientsOfOneKindWithTheSameChannels() {
      Routing routing = routing(List.of("a", "b"), a, b);
      Routing.Result ways = ways(routing, SHOP, MOBILE, LANDLINE, "13900139000", "01062345678");
      assertThat(ways.legs())
          .extracting(leg -> leg.recipients().stream().map(Recipient::position).toList())
          .containsExactly(List.of(0, 2), List.of(1, 3));
    }

    @Test
    void goesNobodyWhoMayUseOtherChannels() {
      Routing routing = routing(List.of("a", "b"), vendor.channel("a", black("13900139000")), b);
      Routing.Result ways = ways(routing, SHOP, MOBILE, "13900139000", "13700137000");
      assertThat(ways.legs())
          .extracting(RoutingTest::route)
          .containsExactly(List.of("a", "b"), List.of("b"));
      assertThat(ways.legs().get(0).recipients())
          .extracting(Recipient::position)
          .containsExactly(0, 2);
    }

    @Test
    void keepsEachRecipientItsText() {
      Content two =
          Content.of(List.of(LANDLINE, MOBILE), List.of("一", "二"), List.of(), SendOptions.NONE);
      Routing.Result ways = routing(List.of("a"), a).route(SHOP, Optional.empty(), two, NOON);
      assertThat(ways.legs()).hasSize(2);
      assertThat(vendor.planned())
          .extracting(Message::recipients, Message::texts)
          .containsExactly(
              tuple(List.of(PhoneNumber.of(LANDLINE)), List.of("一")),
              tuple(List.of(PhoneNumber.of(MOBILE)), List.of("二")));
    }

    @Test
    void makesTheCallsOfTheFirstAttempt() {
      Channel small = new FakeVendor().accepting(1).channel("a");
      Routing.Leg leg = only(ways(routing(List.of("a"), small), SHOP, MOBILE, "13900139000"));
      assertThat(leg.calls()).hasSize(2).extracting(NewCall::dueAt).containsOnly(NOON);
      assertThat(leg.calls()).allMatch(call -> call.step().attempt() == 1);
    }
  }

  @Nested
  class Blocked {

    @Test
    void isARecipientWithoutARoute() {
      Routing routing =
          routing(new Routes(Map.of("mobile", List.of("a"))), SuspendedChannels.of(), a);
      Routing.Result ways = ways(routing, SHOP, MOBILE, LANDLINE);
      assertThat(ways.legs()).hasSize(1);
      assertThat(ways.blocked())
          .extracting(Routing.BlockedRecipient::number)
          .containsExactly(PhoneNumber.of(LANDLINE));
      assertThat(ways.blocked().get(0).hasNoRoute()).isTrue();
    }

    @Test
    void isARecipientThatNoChannelMaySendTo() {
      ChannelRules white =
          new ChannelRules(
              Optional.empty(),
              Optional.empty(),
              Optional.of(NumberList.of(List.of("13900139000"))));
      Routing routing =
          routing(
              List.of("a", "b"), vendor.channel("a", black("138*")), vendor.channel("b", white));
      Routing.Result ways = ways(routing, SHOP, MOBILE, "13900139000");
      assertThat(ways.blocked())
          .extracting(Routing.BlockedRecipient::number)
          .containsExactly(PhoneNumber.of(MOBILE));
      assertThat(ways.blocked().get(0).hasNoRoute()).isFalse();
      assertThat(route(only(new Routing.Result(ways.legs(), List.of())))).containsExactly("a", "b");
    }

    @Test
    void isNobodyOverAChannelThatIsGone() {
      assertThat(begins(routing(List.of("gone", "b"), b))).isEqualTo("b");
    }
  }

  /** Over the first channel that accepts the message, is not suspended, and is awake. */
  @Nested
  class Begins {

    private final List<String> route = List.of("a", "b", "c");

    @Test
    void overTheFirstChannel() {
      assertThat(begins(routing(route, a, b, c))).isEqualTo("a");
    }

    @Test
    void overTheFirstThatAcceptsTheMessage() {
      Channel refusing = new FakeVendor().refusing().channel("a");
      assertThat(begins(routing(route, refusing, b, c))).isEqualTo("b");
    }

    @Test
    void overTheFirstThatIsNotSuspended() {
      Routing routing = routing(Routes.forAll(route), SuspendedChannels.of("a", "b"), a, b, c);
      assertThat(begins(routing)).isEqualTo("c");
      assertThat(route(only(ways(routing, SHOP, MOBILE)))).isEqualTo(route);
    }

    @Test
    void overTheFirstThatIsAwake() {
      assertThat(begins(routing(route, vendor.channel("a", quiet(11, 14)), b, c))).isEqualTo("b");
    }

    @Test
    void afterTheQuietHoursWhereAllChannelsHaveThem() {
      Routing.Leg leg =
          only(
              ways(
                  routing(
                      List.of("a", "b"),
                      vendor.channel("a", quiet(11, 14)),
                      vendor.channel("b", quiet(11, 15))),
                  SHOP,
                  MOBILE));
      assertThat(leg.channel().name()).isEqualTo("a");
      assertThat(leg.dueAt()).isEqualTo(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void overAQuietChannelBeforeASuspendedOneAndOverThatBeforeOneThatRefuses() {
      Channel asleep = vendor.channel("c", quiet(11, 14));
      Channel refusing = new FakeVendor().refusing().channel("a");
      ChannelStates states = SuspendedChannels.of("b");
      assertThat(begins(routing(Routes.forAll(route), states, refusing, b, asleep))).isEqualTo("c");
      assertThat(begins(routing(Routes.forAll(List.of("a", "b")), states, refusing, b)))
          .isEqualTo("b");
    }

    @Test
    void nowhereWhereEveryChannelRefuses() {
      Channel refusing = new FakeVendor().refusing().channel("a");
      Routing.Leg leg = only(ways(routing(List.of("a"), refusing), SHOP, MOBILE));
      assertThat(leg.refusals()).hasSize(1);
      assertThat(leg.calls()).isEmpty();
    }
  }
}
