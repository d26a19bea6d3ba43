package dev.yizhan.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.door.Doors;
import dev.yizhan.gateway.core.channel.GlobalLimits;
import dev.yizhan.gateway.core.optout.OptOutRules;
import dev.yizhan.gateway.core.optout.OptOutScope;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptOutSettingsTest {

  private final Map<String, String> values =
      new HashMap<>(
          Map.of(
              "yizhan.consumer.shop.password", "a password of the shop",
              "yizhan.consumer.bank.password", "a password of the bank"));

  private OptOutSettingsTest with(String key, String value) {
    values.put("yizhan." + key, value);
    return this;
  }

  private GlobalLimits limits() {
    Settings settings = Settings.of(ChannelSettingsTest.config(values));
    ConsumerSettings consumers = new ConsumerSettings(settings, List.of(), Set.of(), List.of());
    int count =
        consumers
            .consumers(
                new LoginSettings(Doors.installed(), LoginSettings.Connected.NOTHING, List.of()))
            .size();
    GlobalLimits limits =
        new GlobalSettings(settings).limits(consumers.routes(), consumers.optOuts());
    settings.check();
    assertThat(count).isEqualTo(2);
    return limits;
  }

  @Test
  void isOffWithTheUsualWords() {
    OptOutRules rules = limits().optOuts();
    assertThat(rules.usual()).isEqualTo(OptOutScope.OFF);
    assertThat(rules.byConsumer()).isEmpty();
    assertThat(rules.exemptsUrgent()).isFalse();
    assertThat(List.of("退订", "td", "Ｒ")).allMatch(rules::isOptOut);
    assertThat(rules.isOptOut("N")).isFalse();
  }

  @Test
  void takesAllValues() {
    OptOutRules rules =
        with("opt-out", "account")
            .with("opt-out.words", "n，Stop , 退订")
            .with("opt-out.urgent", "exempt")
            .with("consumer.bank.opt-out", "consumer")
            .limits()
            .optOuts();
    assertThat(rules.usual()).isEqualTo(OptOutScope.ACCOUNT);
    assertThat(rules.byConsumer()).isEqualTo(Map.of("bank", OptOutScope.CONSUMER));
    assertThat(rules.exemptsUrgent()).isTrue();
    assertThat(List.of("退订", "N", "stop")).allMatch(rules::isOptOut);
    assertThat(rules.isOptOut("TD")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "opt-out, yes",
    "opt-out.words, ','",
    "opt-out.words, 'TD, ,R'",
    "opt-out.urgent, true",
    "consumer.shop.opt-out, bank"
  })
  void saysWhichSettingIsWrong(String key, String value) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> with(key, value).limits())
        .withMessageContaining("yizhan." + key);
  }

  @Test
  void readsTheLimitsOfNumbers() {
    assertThat(limits().recipientCaps().minute()).isEmpty();
    GlobalLimits limits =
        with("recipient-minute-cap", "1")
            .with("recipient-hour-cap", "5")
            .with("recipient-daily-cap", "10")
            .limits();
    assertThat(limits.recipientCaps().minute()).isEqualTo(OptionalInt.of(1));
    assertThat(limits.recipientCaps().hour()).isEqualTo(OptionalInt.of(5));
    assertThat(limits.recipientCaps().day()).isEqualTo(OptionalInt.of(10));
  }
}
