package dev.yizhan.gateway.core.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class CertificateEndTest {

  private static final Instant NOW = Instant.parse("2026-11-28T00:00:00Z");

  private static boolean isNear(Duration validity, Duration left) {
    Instant end = NOW.plus(left);
    return new CertificateEnd("The certificate", end.minus(validity), end).isNear(NOW);
  }

  @Test
  void isNearThirtyDaysBefore() {
    Duration year = Duration.ofDays(365);
    assertThat(isNear(year, Duration.ofDays(30).plusSeconds(1))).isFalse();
    assertThat(isNear(year, Duration.ofDays(30).minusSeconds(1))).isTrue();
    assertThat(isNear(year, Duration.ofDays(-1))).isTrue();
  }

  /** Otherwise one of six days would be near all its life. */
  @Test
  void isNearInTheLastQuarterOfAShortLife() {
    Duration sixDays = Duration.ofDays(6);
    assertThat(isNear(sixDays, Duration.ofHours(37))).isFalse();
    assertThat(isNear(sixDays, Duration.ofHours(35))).isTrue();
  }
}
