package dev.yizhan.gateway.core.optout;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptOutRulesTest {

  private static final OptOutRules RULES =
      new OptOutRules(Set.of("退订", "TD", "R"), OptOutScope.CONSUMER, Map.of(), false);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "退订",
        "TD",
        "td",
        "Td",
        "r",
        "ＴＤ",
        "ｔｄ",
        "Ｒ",
        " 退订 ",
        "　退订　",
        "\tTD\r\n",
        "\u00A0R",
        "\uFEFFTD",
        "TD\u200B",
        "退订\u0000"
      })
  void takesAWordAsAWhole(String text) {
    assertThat(RULES.isOptOut(text)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "", " ", "不要退订", "退订吗", "退订。", "退 订", "TD谢谢", "谢谢TD", "T D", "TD TD", "TDR", "退订TD", "Ⓡ",
        "®", "OTD", "退", "T"
      })
  void takesNoPartOfATextAndNothingElse(String text) {
    assertThat(RULES.isOptOut(text)).isFalse();
  }

  @Test
  void foldsTheWordsOfTheSettingToo() {
    OptOutRules rules =
        new OptOutRules(Set.of("ｎ", " Stop "), OptOutScope.CONSUMER, Map.of(), false);
    assertThat(rules.isOptOut("N")).isTrue();
    assertThat(rules.isOptOut("STOP")).isTrue();
    assertThat(rules.isOptOut("TD")).isFalse();
  }
}
