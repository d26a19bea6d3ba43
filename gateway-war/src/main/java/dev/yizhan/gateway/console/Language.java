package dev.yizhan.gateway.console;

import dev.yizhan.gateway.core.fault.GatewayException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;

/** The languages of the console, each with its texts. */
final class Language {

  static final Language ENGLISH = new Language("en", "en");
  static final Language CHINESE = new Language("zh", "zh-CN");

  private static final List<Language> ALL = List.of(ENGLISH, CHINESE);

  private final String code;
  private final String tag;
  private final Properties texts;

  private Language(String code, String tag) {
    this.code = code;
    this.tag = tag;
    this.texts = read("text_" + code + ".properties");
  }

  /** What each fault means, for those that have no sentence of their own. */
  private static final class Faults {

    private static final Properties CHINESE_FAULTS = read("fault_zh.properties");
  }

  private static Properties read(String name) {
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Language.class.getResourceAsStream(name), name),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
      return texts;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** As in the parameter and the cookie. */
  String code() {
    return code;
  }

  /** As in HTML. */
  String tag() {
    return tag;
  }

  Language other() {
    return this == ENGLISH ? CHINESE : ENGLISH;
  }

  Properties texts() {
    return texts;
  }

  static Optional<Language> find(String code) {
    return ALL.stream().filter(each -> each.code.equals(code)).findFirst();
  }

  /** The first of {@code Accept-Language} that there is, else English. */
  static Language accepted(String header) {
    try {
      return Locale.LanguageRange.parse(header).stream()
          .map(range -> range.getRange().replaceFirst("-.*", ""))
          .flatMap(range -> find(range).stream())
          .findFirst()
          .orElse(ENGLISH);
    } catch (IllegalArgumentException e) {
      return ENGLISH;
    }
  }

  /** A sentence of the core; in English if it is not known. */
  String sentence(String english) {
    return this == CHINESE ? ChineseSentences.find(english).orElse(english) : english;
  }

  /** What a fault says; also what it means if that is known in English only. */
  String fault(GatewayException fault) {
    String english = String.valueOf(fault.getMessage());
    if (this == ENGLISH) {
      return english;
    }
    return ChineseSentences.find(english)
        .orElseGet(
            () ->
                Faults.CHINESE_FAULTS.getProperty("fault." + fault.code()) + " (" + english + ")");
  }

  /** A text with its arguments at {@code {0}}, {@code {1}}. */
  String text(String key, Object... arguments) {
    String text = Objects.requireNonNull(texts.getProperty(key), key);
    for (int i = 0; i < arguments.length; i++) {
      text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
    }
    return text;
  }
}
