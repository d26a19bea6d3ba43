package dev.yizhan.gateway.config;

import dev.yizhan.gateway.core.optout.OptOutRules;
import dev.yizhan.gateway.core.optout.OptOutScope;
import dev.yizhan.vendor.setting.Setting;
import dev.yizhan.vendor.setting.SettingFormat;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What an opt-out is, and on whose list it is. */
final class OptOutSettings {

  private static final SettingFormat<OptOutScope> SCOPES =
      SettingFormat.choice(
          Map.of(
              "off", OptOutScope.OFF,
              "consumer", OptOutScope.CONSUMER,
              "account", OptOutScope.ACCOUNT));

  private static final Setting<OptOutScope> SCOPE =
      Setting.of(
              "opt-out",
              SCOPES,
              "on whose list a number is that replies with one of `opt-out.words`"
                  + " ([opt-outs](operations.md#opt-outs)): the `consumer`'s to whom the reply"
                  + " belongs, or the `account`'s, for all consumers with `account`. A number on the"
                  + " list gets nothing more (`RECIPIENT_OPTED_OUT`)")
          .withDefault("off");
  private static final Setting<Set<String>> WORDS =
      Setting.of(
              "opt-out.words",
              new SettingFormat<>("words, separated by commas", OptOutSettings::words),
              "the words that are opt-outs, if a reply is one of them as a whole. Blanks around it,"
                  + " full width and case make no difference")
          .withDefault("退订, TD, R");
  private static final Setting<Boolean> URGENT =
      Setting.of(
              "opt-out.urgent",
              SettingFormat.choice(Map.of("refused", false, "exempt", true)),
              "whether messages with `priority` urgent, such as verification codes, go to numbers on"
                  + " the lists, too")
          .withDefault("refused");

  /** Of all consumers. */
  static final List<Setting<?>> ALL = List.of(SCOPE, WORDS, URGENT);

  /** Of one consumer. */
  static final Setting<OptOutScope> OF_CONSUMER =
      Setting.of("opt-out", SCOPES, "its own `yizhan.opt-out`").withDefaultText("that of all");

  private OptOutSettings() {}

  private static Set<String> words(String text) {
    List<String> words = List.of(text.split("\\s*[,，]\\s*", -1));
    return SettingFormat.require(
        new HashSet<>(words), words.stream().noneMatch(word -> OptOutRules.folded(word).isEmpty()));
  }

  /**
   * Reads what applies to all.
   *
   * @param byConsumer the scopes of consumers that have their own
   */
  static OptOutRules read(Settings.Group group, Map<String, OptOutScope> byConsumer) {
    return new OptOutRules(group.get(WORDS), group.get(SCOPE), byConsumer, group.get(URGENT));
  }
}
