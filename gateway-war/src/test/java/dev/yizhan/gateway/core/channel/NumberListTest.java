package dev.yizhan.gateway.core.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.yizhan.codec.PhoneNumber;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberListTest {

  private static final PhoneNumber MOBILE = PhoneNumber.of("13800138000");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "13800138000",
        "013800138000",
        "+8613800138000",
        "8613800138000",
        "138*",
        "0138*",
        "+86138*"
      })
  void containsAMobileInAllItsForms(String entry) {
    NumberList list = NumberList.of(List.of(entry));
    assertThat(list.contains(MOBILE)).isTrue();
    assertThat(list.contains(new PhoneNumber("013800138000"))).isTrue();
    assertThat(list.contains(PhoneNumber.of("13900139000"))).isFalse();
    assertThat(list.contains(PhoneNumber.of("075580808080"))).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"02088888888", "+862088888888", "862088888888", "020*", "02*", "+8620*", "0*"})
  void containsALandline(String entry) {
    NumberList list = NumberList.of(List.of(entry));
    assertThat(list.contains(PhoneNumber.of("02088888888"))).isTrue();
    assertThat(list.contains(MOBILE)).isFalse();
  }

  /** Lists that were accepted once do not keep the gateway from starting. */
  @ParameterizedTest
  @ValueSource(strings = {"01380013800", "037822222222", "02098888888"})
  void stillAcceptsLandlinesThatAreNoLongerOne(String entry) {
    assertThat(NumberList.of(List.of(entry)).contains(new PhoneNumber(entry))).isTrue();
  }

  @Test
  void refusesEverythingElseWithTheReason() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NumberList.of(List.of("138\u200B00138000")))
        .withMessageContaining("U+200B ZERO WIDTH SPACE at position 4");
  }
}
