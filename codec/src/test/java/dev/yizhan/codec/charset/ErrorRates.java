package dev.yizhan.codec.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How often {@link CharsetDetector} reads texts of one kind wrongly. */
final class ErrorRates {

  static final String HEAD =
      "| texts | number | 936, right | 936, none | 936, wrong | UTF-8, right | UTF-8, none | UTF-8, wrong |\n"
          + "|---|---|---|---|---|---|---|---|";

  private static final int LONG = 4;
  private static final Map<Charset, String> NAMES =
      Map.of(Texts.CODE_PAGE_936, "GBK", StandardCharsets.UTF_8, "utf-8");

  enum Declared {
    RIGHTLY,
    NOT,
    WRONGLY;

    private String contentType(Charset actual, Charset other) {
      return "text/xml"
          + switch (this) {
            case RIGHTLY -> "; charset=" + NAMES.get(actual);
            case NOT -> "";
            case WRONGLY -> "; charset=" + NAMES.get(other);
          };
    }
  }

  private static final class Count {
    private int read;
    private int wrong;
    private int longRead;
    private int longWrong;

    private void add(boolean isWrong, boolean isLong) {
      read++;
      wrong += isWrong ? 1 : 0;
      longRead += isLong ? 1 : 0;
      longWrong += isLong && isWrong ? 1 : 0;
    }

    private String format() {
      double percent = 100.0 * wrong / read;
      return wrong == 0
          ? "0"
          : String.format(Locale.ROOT, percent < 0.1 ? "%.3f %%" : "%.1f %%", percent);
    }
  }

  private final String name;
  private final Map<Declared, Count> codePage936 = counts();
  private final Map<Declared, Count> utf8 = counts();
  private int texts;

  ErrorRates(String name) {
    this.name = name;
  }

  private static Map<Declared, Count> counts() {
    Map<Declared, Count> counts = new EnumMap<>(Declared.class);
    for (Declared declared : Declared.values()) {
      counts.put(declared, new Count());
    }
    return counts;
  }

  int texts() {
    return texts;
  }

  void count(String text) {
    countCodePage936RightlyDeclared(text);
    read(text, Texts.CODE_PAGE_936, Declared.NOT);
    read(text, Texts.CODE_PAGE_936, Declared.WRONGLY);
    for (Declared declared : Declared.values()) {
      read(text, StandardCharsets.UTF_8, declared);
    }
  }

  void countCodePage936RightlyDeclared(String text) {
    texts++;
    read(text, Texts.CODE_PAGE_936, Declared.RIGHTLY);
  }

  private void read(String text, Charset charset, Declared declared) {
    boolean is936 = charset.equals(Texts.CODE_PAGE_936);
    String document = "<a>" + text + "</a>";
    String read =
        CharsetDetector.EXPECTING_NOTHING.text(
            document.getBytes(charset),
            declared.contentType(charset, is936 ? StandardCharsets.UTF_8 : Texts.CODE_PAGE_936));
    (is936 ? codePage936 : utf8)
        .get(declared)
        .add(!read.equals(document), text.chars().filter(c -> c >= 0x80).count() >= LONG);
  }

  int wrong(Declared declared) {
    return codePage936.get(declared).wrong + utf8.get(declared).wrong;
  }

  /** Of texts of four characters or more that are not ASCII, in the worse of the two charsets. */
  double shareOfLongWrong(Declared declared) {
    return Stream.of(codePage936, utf8)
        .map(counts -> counts.get(declared))
        .mapToDouble(count -> 1.0 * count.longWrong / count.longRead)
        .max()
        .orElseThrow();
  }

  String row() {
    return Stream.concat(
            Stream.of(name, String.valueOf(texts)),
            Stream.of(codePage936, utf8)
                .map(Map::values)
                .flatMap(counts -> List.copyOf(counts).stream())
                .map(Count::format))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  @Override
  public String toString() {
    return row();
  }
}
