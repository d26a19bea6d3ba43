package dev.yizhan.gateway.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.sending.MessageChecks.BadCharacter;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Characters at their places. */
class MarkedTextTest {

  private static BadCharacter bad(int index, String character, String replacement) {
    return new BadCharacter(
        index, character, Optional.of(replacement).filter(text -> !text.isEmpty()));
  }

  private static String shown(String text, BadCharacter... characters) {
    StringBuilder shown = new StringBuilder();
    MarkedText.of(text, List.of(characters))
        .forEach(piece -> shown.append(piece.isBad() ? "[" + piece.text() + "]" : piece.text()));
    return shown.toString();
  }

  @Test
  void marksThemInTheOrderOfTheText() {
    assertThat(shown("a☺b\uFB01", bad(3, "\uFB01", "fi"), bad(1, "☺", "")))
        .isEqualTo("a[☺]b[\uFB01]");
    assertThat(shown("☺☺", bad(0, "☺", ""), bad(1, "☺", ""))).isEqualTo("[☺][☺]");
    assertThat(shown("plain")).isEqualTo("plain");
    assertThat(shown("")).isEmpty();
  }

  @Test
  void takesAPairOfSurrogatesForOneCharacterAndALoneOneForItself() {
    assertThat(shown("a\uD83D\uDE00b", bad(1, "\uD83D\uDE00", ""))).isEqualTo("a[\uD83D\uDE00]b");
    assertThat(shown("a\uD83Db", bad(1, "U+D83D", ""))).isEqualTo("a[U+D83D]b");
  }

  @Test
  void leavesOutWhatIsNotInTheText() {
    assertThat(shown("ab", bad(2, "x", ""), bad(-1, "y", ""))).isEqualTo("ab");
  }

  @Test
  void replacesEachThatHasAReplacement() {
    assertThat(
            MarkedText.replaced("\uFB01☺\uFB01", List.of(bad(0, "\uFB01", "fi"), bad(1, "☺", ""))))
        .isEqualTo("fi☺fi");
  }
}
