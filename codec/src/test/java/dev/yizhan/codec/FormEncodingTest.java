package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import jakarta.json.JsonObject;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class FormEncodingTest {

  private static final HexFormat HEX = HexFormat.of().withUpperCase();

  private static FormEncoding named(JsonObject vector) {
    return vector.getString("charset").equals("GB2312") ? FormEncoding.GB2312 : FormEncoding.UTF_8;
  }

  static Stream<JsonObject> vectors() {
    return Vectors.objects("form-encoding.jsonl").stream();
  }

  @Nested
  class Encoding {

    @ParameterizedTest
    @MethodSource("dev.yizhan.codec.FormEncodingTest#vectors")
    void writesWhatAnotherLanguagesCodecWrites(JsonObject vector) {
      assertThat(named(vector).encode(vector.getString("text")))
          .isEqualTo(vector.getString("encoded"));
    }

    @Test
    void knowsEveryCharacterOfGb2312() {
      for (String line : Vectors.lines("gb2312.tsv")) {
        List<String> columns = List.of(line.split("\t", -1));
        assertThat(HEX.formatHex(FormEncoding.GB2312.bytes(columns.get(1))))
            .as(line)
            .isEqualTo(columns.get(2));
        assertThat(FormEncoding.GB2312.decode(FormEncoding.GB2312.encode(columns.get(1))))
            .as(line)
            .isEqualTo(columns.get(1));
      }
    }

    @Test
    void namesTheCharacterThatCannotBeEncoded() {
      for (JsonObject vector : Vectors.objects("unmappable.jsonl")) {
        String text = vector.getString("text");
        int index = vector.getInt("index");
        assertThatExceptionOfType(CodecException.class)
            .isThrownBy(() -> FormEncoding.GB2312.encode(text))
            .withMessage(
                String.format(
                    Locale.ROOT,
                    "GB2312 cannot encode U+%04X at index %d",
                    text.codePointAt(index),
                    index))
            .satisfies(
                e -> {
                  assertThat(e.index()).isEqualTo(index);
                  assertThat(e.codePoint()).isEqualTo(text.codePointAt(index));
                });
      }
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uD83D", "\uDE00", "a\uDE00b", "好\uD83D"})
    void refusesLoneSurrogatesInBothCharsets(String text) {
      for (FormEncoding encoding : List.of(FormEncoding.GB2312, FormEncoding.UTF_8)) {
        assertThatExceptionOfType(CodecException.class)
            .isThrownBy(() -> encoding.encode(text))
            .satisfies(e -> assertThat(Character.isSurrogate(text.charAt(e.index()))).isTrue());
      }
    }

    @Test
    void refusesTheEuroSignButReadsItsByte() {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> FormEncoding.GB2312.encode("5€"))
          .satisfies(e -> assertThat(e.index()).isEqualTo(1));
      assertThat(FormEncoding.GB2312.decode("5%80")).isEqualTo("5€");
    }

    @Test
    void keepsTheOrderOfParameters() {
      List<Parameter> form =
          List.of(
              new Parameter("id", "u&v"),
              new Parameter("content", "优惠=1"),
              new Parameter("time", ""),
              new Parameter("id", "again"));
      String encoded = FormEncoding.GB2312.encode(form);
      assertThat(encoded).isEqualTo("id=u%26v&content=%D3%C5%BB%DD%3D1&time=&id=again");
      assertThat(FormEncoding.GB2312.parameters(encoded)).isEqualTo(form);
    }

    @Test
    void namesANullParameter() {
      assertThatNullPointerException()
          .isThrownBy(() -> FormEncoding.GB2312.encode((String) null))
          .withMessage("text");
    }
  }

  @Nested
  class Replacing {

    @Test
    void substitutesHarmlessCharactersAndRefusesTheRest() {
      FormEncoding encoding = FormEncoding.GB2312.substituting();
      assertThat(FormEncoding.GB2312.decode(encoding.encode("¥5•a\u00A0b"))).isEqualTo("￥5·a b");
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> encoding.encode("¥😀"))
          .satisfies(e -> assertThat(e.index()).isEqualTo(1));
    }

    @Test
    void replacesACharacterAndNotItsHalves() {
      assertThat(FormEncoding.GB2312.replacing('?').encode("好😀")).isEqualTo("%BA%C3%3F");
      assertThat(FormEncoding.UTF_8.replacing('?').encode("a\uD83D")).isEqualTo("a%3F");
    }

    @Test
    void substitutesBeforeItReplaces() {
      assertThat(FormEncoding.GB2312.substituting().replacing('?').encode("¥😀"))
          .isEqualTo("%A3%A4%3F");
    }

    @Test
    void refusesAReplacementThatTheCharsetLacks() {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> FormEncoding.GB2312.replacing('\u0E2A'));
    }

    @Test
    void reportsEveryLossWithItsIndex() {
      assertThat(FormEncoding.GB2312.losses("¥a😀好"))
          .containsExactly(
              new Loss(0, 0xA5, Optional.of("￥")), new Loss(2, 0x1F600, Optional.empty()));
      assertThat(FormEncoding.UTF_8.losses("¥a😀好")).isEmpty();
    }
  }

  @Nested
  class Decoding {

    @ParameterizedTest
    @MethodSource("dev.yizhan.codec.FormEncodingTest#vectors")
    void readsWhatAnotherLanguagesCodecWrote(JsonObject vector) {
      assertThat(named(vector).decode(vector.getString("encoded")))
          .isEqualTo(vector.getString("text"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"ab%", "ab%4", "ab%4g", "ab%g4", "ab%%20"})
    void findsABadEscape(String form) {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> FormEncoding.GB2312.decode(form))
          .satisfies(e -> assertThat(e.index()).isEqualTo(2));
    }

    @Test
    void findsHalfACharacter() {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> FormEncoding.GB2312.decode("%BA%C3a%C4"))
          .satisfies(e -> assertThat(e.index()).isEqualTo(7));
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> FormEncoding.UTF_8.decode("a%E4%BD"))
          .satisfies(e -> assertThat(e.index()).isEqualTo(1));
    }

    @Test
    void distinguishesAReplacementCharacterFromABrokenOne() {
      assertThat(FormEncoding.UTF_8.decode("%EF%BF%BD")).isEqualTo("\uFFFD");
    }

    @Test
    void refusesCharactersOutsideAscii() {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> FormEncoding.UTF_8.decode("a好"))
          .satisfies(e -> assertThat(e.index()).isEqualTo(1));
    }

    @Test
    void acceptsLessStrictEncoders() {
      assertThat(FormEncoding.GB2312.decode("%ba%c3%20%2D'")).isEqualTo("好 -'");
    }

    @Test
    void countsErrorsInTheWholeForm() {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> FormEncoding.GB2312.parameters("a=1&b=%C4"))
          .satisfies(e -> assertThat(e.index()).isEqualTo(6));
    }

    @Test
    void ignoresEmptyPieces() {
      assertThat(FormEncoding.GB2312.parameters("&a&&b=&"))
          .containsExactly(new Parameter("a", ""), new Parameter("b", ""));
      assertThat(FormEncoding.GB2312.parameters("")).isEmpty();
    }
  }

  /** The JDK has a decoder for the code page too; only its encoder of GB2312 is unsuitable. */
  @Test
  void readsEveryPairOfBytesAsCodePage936() {
    for (int first = 0x80; first <= 0xFF; first++) {
      for (int second = 0; second <= 0xFF; second++) {
        byte[] pair = {(byte) first, (byte) second};
        String form = "%" + HEX.toHexDigits((byte) first) + "%" + HEX.toHexDigits((byte) second);
        String jdk = new String(pair, java.nio.charset.Charset.forName("x-mswin-936"));
        for (String padded : List.of(form, form + "++++")) {
          if (jdk.indexOf('\uFFFD') >= 0) {
            assertThatExceptionOfType(CodecException.class)
                .as(padded)
                .isThrownBy(() -> FormEncoding.GB2312.decode(padded));
          } else {
            assertThat(FormEncoding.GB2312.decode(padded))
                .as(padded)
                .isEqualTo(jdk + padded.substring(form.length()).replace('+', ' '));
          }
        }
      }
    }
  }

  @Test
  void decodesWhateverItEncoded() {
    Random random = new Random(20261121);
    for (int round = 0; round < 20_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(12); i > 0; i--) {
        text.appendCodePoint(random.nextInt(random.nextBoolean() ? 0x100 : 0x11000));
      }
      for (FormEncoding encoding : List.of(FormEncoding.GB2312, FormEncoding.UTF_8)) {
        if (encoding.losses(text.toString()).isEmpty()) {
          String form = encoding.encode(text.toString());
          assertThat(form).matches("[A-Za-z0-9_.*+%-]*");
          assertThat(encoding.decode(form)).isEqualTo(text.toString());
        }
      }
    }
  }
}
