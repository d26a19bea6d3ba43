package dev.yizhan.gateway.core.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pauses of docs/inbox.md, "Polling and polls with unknown result". */
class PaceTest {

  private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

  private static List<Duration> pauses(Duration first, UnaryOperator<Duration> next) {
    return Stream.iterate(first, next).skip(1).limit(30).toList();
  }

  private static void assertGrowsTo(Duration longest, List<Duration> pauses) {
    assertThat(pauses).isSorted().endsWith(longest);
    assertThat(pauses.subList(0, pauses.indexOf(longest))).doesNotHaveDuplicates();
  }

  @Test
  void growsToTheLongestPauseWithoutRecords() {
    assertGrowsTo(
        Pace.DEFAULT.longest(), pauses(Pace.DEFAULT.shortest(), Pace.DEFAULT::afterNothing));
  }

  @Test
  void growsToFiveMinutesWithoutAnAnswer() {
    assertGrowsTo(FIVE_MINUTES, pauses(Pace.DEFAULT.shortest(), Pace.DEFAULT::afterFailure));
  }

  @Test
  void growsToALongerPauseThanFiveMinutesWhereOneIsSet() {
    Pace slow = new Pace(Duration.ofMinutes(1), Duration.ofMinutes(20));
    assertGrowsTo(slow.longest(), pauses(slow.shortest(), slow::afterFailure));
  }

  @Test
  void isNoLongerThanAllowedOnceTheVendorAnswersAgain() {
    assertThat(Pace.DEFAULT.afterNothing(FIVE_MINUTES)).isEqualTo(Pace.DEFAULT.longest());
  }

  @Test
  void isNeverShorterThanTheShortest() {
    Pace changed = new Pace(Duration.ofSeconds(60), Duration.ofSeconds(90));
    assertThat(changed.afterNothing(Duration.ofSeconds(5))).isEqualTo(changed.shortest());
    assertThat(changed.afterFailure(Duration.ofSeconds(5))).isEqualTo(changed.shortest());
  }

  @Test
  void staysTheSameWhereShortestAndLongestAreEqual() {
    Pace even = new Pace(Duration.ofSeconds(7), Duration.ofSeconds(7));
    assertThat(even.afterNothing(Duration.ofSeconds(7))).isEqualTo(Duration.ofSeconds(7));
  }

  @ParameterizedTest
  @CsvSource({"PT0S, PT1S", "PT-1S, PT1S", "PT2S, PT1S"})
  void isAboveZeroAndInOrder(Duration shortest, Duration longest) {
    assertThatIllegalArgumentException().isThrownBy(() -> new Pace(shortest, longest));
  }
}
