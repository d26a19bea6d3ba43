package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecipientsTest {

  @Test
  void keepsTheOrderAndEachNumberOnce() {
    Recipients recipients =
        Recipients.of(
            List.of("13900139000", " 13800138000,+8613900139000;; +85291234567 ", "abc", ""));
    assertThat(recipients.numbers().stream().map(PhoneNumber::digits))
        .containsExactly("13900139000", "13800138000", "+85291234567");
    assertThat(recipients.duplicates()).isEqualTo(1);
    assertThat(recipients.refused()).containsExactly("abc");
  }

  @Test
  void masksNumbers() {
    assertThat(PhoneNumber.of("13800138000")).hasToString("138****8000");
    assertThat(PhoneNumber.mask("12345678")).isEqualTo("****");
    assertThat(PhoneNumber.mask("x".repeat(1000))).hasSize(11);
    assertThat(Recipients.of(List.of("13800138000")).toString()).doesNotContain("138");
  }

  @Test
  void splitsAListIntoChunks() {
    assertThat(Recipients.chunks(List.of(1, 2, 3, 4, 5), 2))
        .containsExactly(List.of(1, 2), List.of(3, 4), List.of(5));
    assertThat(Recipients.chunks(List.of(1, 2), 2)).containsExactly(List.of(1, 2));
    assertThat(Recipients.chunks(List.of(), 2)).isEmpty();
    assertThatIllegalArgumentException().isThrownBy(() -> Recipients.chunks(List.of(1), 0));
  }

  @ParameterizedTest
  @CsvSource({"0, 0", "1, 1", "70, 1", "71, 2", "134, 2", "135, 3", "201, 3", "202, 4"})
  void countsSegmentsByUtf16Units(int units, int segments) {
    assertThat(SegmentLength.DEFAULT.segments("长".repeat(units))).isEqualTo(segments);
  }

  @Test
  void countsAnEmojiAsTwoUnits() {
    assertThat(new SegmentLength(2, 1).segments("😀")).isEqualTo(1);
    assertThat(new SegmentLength(2, 1).segments("😀a")).isEqualTo(3);
  }

  @Test
  void refusesImpossibleSegmentLengths() {
    assertThatIllegalArgumentException().isThrownBy(() -> new SegmentLength(67, 70));
    assertThatIllegalArgumentException().isThrownBy(() -> new SegmentLength(1, 0));
  }
}
