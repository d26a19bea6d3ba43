package dev.yizhan.codec.answer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.code.ChanglongSendCode;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AnswerTest {

  private static final Answer<String> GIVEN = new Answer.Given<>("7");
  private static final Answer<String> REFUSED =
      new Answer.Refused<>(ChanglongSendCode.FORBIDDEN_WORD, Optional.of("发票"));

  private static String kind(Answer<String> answer) {
    return answer.match(
        given -> "given " + given.value(), refused -> "refused " + refused.code().code());
  }

  @Test
  void matchesEachKindWithItsOwnFunction() {
    assertThat(kind(GIVEN)).isEqualTo("given 7");
    assertThat(kind(REFUSED)).isEqualTo("refused -3");
  }

  @Test
  void convertsOnlyTheResult() {
    assertThat(GIVEN.map(Integer::valueOf)).isEqualTo(new Answer.Given<>(7));
    assertThat(REFUSED.map(Integer::valueOf)).isEqualTo(REFUSED);
  }
}
