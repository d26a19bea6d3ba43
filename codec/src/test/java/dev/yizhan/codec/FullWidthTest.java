package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import jakarta.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FullWidthTest {

  static Stream<JsonObject> vectors() {
    return Vectors.objects("full-width.jsonl").stream();
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void widensWhatWinicDoesNotAccept(JsonObject vector) {
    assertThat(FullWidth.WINIC.widen(vector.getString("text")))
        .isEqualTo(vector.getString("escaped"));
  }

  @Test
  void changesNothingElse() {
    String text = "a\r\n\tb 好😀！＋";
    assertThat(FullWidth.WINIC.widen(text)).isSameAs(text);
    assertThat(FullWidth.WINIC.narrow(text)).isSameAs(text);
  }

  @Test
  void narrowsOnlyTheChosenCharacters() {
    assertThat(FullWidth.WINIC.narrow("５０％＆＋")).isEqualTo("５０%&＋");
  }

  @Test
  void widensEveryAsciiCharacterWithAFullWidthForm() {
    for (char c = '!'; c <= '~'; c++) {
      FullWidth only = FullWidth.of(String.valueOf(c));
      String wide = String.valueOf((char) (c + 0xFEE0));
      assertThat(only.widen("a".repeat(3) + c)).endsWith(wide);
      assertThat(only.narrow(wide)).isEqualTo(String.valueOf(c));
    }
  }

  @Test
  void refusesACharacterWithoutAFullWidthForm() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FullWidth.of("% "))
        .withMessageContaining("U+0020 at index 1");
  }
}
