package dev.yizhan.codec.charset;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.codec.charset.ErrorRates.Declared;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * How often {@link CharsetDetector} is wrong: each text inside an XML element, in code page 936 and
 * in UTF-8, rightly declared, undeclared, and declared as the other of the two. {@code
 * docs/charsets.md} has the table; {@code -Dyizhan.write-pages=true} writes it again.
 */
class CharsetErrorRateTest {

  private static final Path PAGE = Path.of("..", "docs", "charsets.md");
  private static final String TABLE_START = "| texts |";

  private static final ErrorRates REALISTIC = new ErrorRates("messages made of sentences");
  private static final ErrorRates LEVEL_2 = new ErrorRates("level-2 hanzi only");
  private static final ErrorRates PAIRS = new ErrorRates("all pairs that are valid UTF-8");
  private static final ErrorRates TRIPLES = new ErrorRates("three hanzi that are two CJK in UTF-8");
  private static final ErrorRates THREE = new ErrorRates("three hanzi that are valid UTF-8");
  private static final ErrorRates LONGER = new ErrorRates("4 to 12 hanzi that are valid UTF-8");
  private static final ErrorRates MIXED =
      new ErrorRates("4 to 12 hanzi that are valid UTF-8, and ASCII");
  private static final ErrorRates FEW_MIXED =
      new ErrorRates("1 to 3 hanzi that are valid UTF-8, and ASCII");
  private static final List<ErrorRates> ALL =
      List.of(REALISTIC, LEVEL_2, PAIRS, TRIPLES, THREE, FEW_MIXED, LONGER, MIXED);

  /** Of all pairs, every tenth is also tested without a right declaration. */
  private static final int TENTH = 10;

  @BeforeAll
  static void measure() {
    new Texts(1).realistic(30_000, REALISTIC::count);
    new Texts(2).ofLevel2(5_000, LEVEL_2::count);
    Texts.pairs(
        pair -> {
          if (PAIRS.texts() % TENTH == 0) {
            PAIRS.count(pair);
          } else {
            PAIRS.countCodePage936RightlyDeclared(pair);
          }
        });
    new Texts(3).triples(50_000, TRIPLES::count);
    new Texts(4).valid(50_000, 3, 3, THREE::count);
    new Texts(5).valid(40_000, 4, 12, LONGER::count);
    Texts texts = new Texts(6);
    texts.valid(40_000, 4, 12, text -> MIXED.count(texts.withAscii(text)));
    texts.valid(40_000, 1, 3, text -> FEW_MIXED.count(texts.withAscii(text)));
  }

  @Test
  void aRightDeclarationIsFollowed() {
    assertThat(ALL).allSatisfy(rates -> assertThat(rates.wrong(Declared.RIGHTLY)).isZero());
  }

  @Test
  void withoutADeclarationFewerThanOneInAThousandFromFourHanziOnIsWrong() {
    assertThat(List.of(REALISTIC, LEVEL_2, LONGER, MIXED))
        .allSatisfy(rates -> assertThat(rates.shareOfLongWrong(Declared.NOT)).isLessThan(0.001));
    assertThat(REALISTIC.wrong(Declared.NOT)).isZero();
  }

  @Test
  void thePageHasTheseFigures() throws IOException {
    String table =
        Stream.concat(Stream.of(ErrorRates.HEAD), ALL.stream().map(ErrorRates::row))
            .reduce("", (rows, row) -> rows + row + "\n");
    String page = Files.readString(PAGE, StandardCharsets.UTF_8);
    int start = page.indexOf(TABLE_START);
    int end = page.indexOf("\n\n", start) + 1;
    if (Boolean.getBoolean("yizhan.write-pages")) {
      Files.writeString(PAGE, page.substring(0, start) + table + page.substring(end));
    } else {
      assertThat(page.substring(start, end)).isEqualTo(table);
    }
  }
}
