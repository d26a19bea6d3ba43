package dev.yizhan.gateway.soap.page;

import dev.yizhan.gateway.soap.contract.ContractModel;
import java.util.List;
import java.util.Locale;

/** A language of the service page. */
public enum Language {
  ENGLISH("en"),
  CHINESE("zh");

  private final String tag;

  Language(String tag) {
    this.tag = tag;
  }

  public String tag() {
    return tag;
  }

  /** The one in the query, else the first supported one of {@code Accept-Language}. */
  public static Language of(String query, String accepted) {
    if (query.contains("lang=zh")) {
      return CHINESE;
    }
    if (query.contains("lang=en")) {
      return ENGLISH;
    }
    return ranges(accepted).stream()
        .map(Locale.LanguageRange::getRange)
        .filter(range -> range.startsWith("zh") || range.startsWith("en"))
        .findFirst()
        .filter(range -> range.startsWith("zh"))
        .map(range -> CHINESE)
        .orElse(ENGLISH);
  }

  private static List<Locale.LanguageRange> ranges(String accepted) {
    try {
      return Locale.LanguageRange.parse(accepted);
    } catch (IllegalArgumentException e) {
      return List.of();
    }
  }

  Language other() {
    return this == ENGLISH ? CHINESE : ENGLISH;
  }

  String of(ContractModel.Documentation documentation) {
    return this == CHINESE ? documentation.chinese() : documentation.english();
  }
}
