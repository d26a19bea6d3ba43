package dev.yizhan.codec.charset;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.CodecException;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** vendor-rules §8, "Charset of what comes in". */
class CharsetDetectorTest {

  private static final Charset CODE_PAGE_936 = Charset.forName("x-mswin-936");
  private static final Charset GB18030 = Charset.forName("GB18030");

  /** Its bytes in code page 936 are valid UTF-8: ͣˮ֪ͨ. */
  private static final String WATER = "停水通知";

  /** Its bytes in code page 936 are valid UTF-8 with characters of three bytes: 衸絽1¥. */
  private static final String FLOOR = "琛哥到1楼";

  private static CharsetDecision detect(byte[] bytes, String contentType) {
    return CharsetDetector.EXPECTING_NOTHING.detect(bytes, contentType);
  }

  private static String text(byte[] bytes, String contentType) {
    return CharsetDetector.EXPECTING_NOTHING.text(bytes, contentType);
  }

  private static byte[] bytes(int... bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int each : bytes) {
      out.write(each);
    }
    return out.toByteArray();
  }

  private static byte[] joined(byte[] first, byte[] second) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(first);
    out.writeBytes(second);
    return out.toByteArray();
  }

  @Nested
  class Declared {

    @ParameterizedTest
    @ValueSource(strings = {WATER, FLOOR, "谢谢", "每日", "A路", "镕", "喆", "—·￥"})
    void standsWhereItFits(String text) {
      CharsetDecision decision = detect(text.getBytes(CODE_PAGE_936), "text/xml; charset=GBK");
      assertThat(decision).isEqualTo(new CharsetDecision(CODE_PAGE_936, 0, false));
      assertThat(decision.text(text.getBytes(CODE_PAGE_936))).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "café",
          "25°C",
          "«é»",
          "Привет",
          "банан",
          "α, β, γ und δ",
          "ΔT = 5µm ± 2°",
          "مرحبا بك",
          "שלום",
          "Xin chào quý khách",
          "สวัสดี",
          "안녕하세요",
          "こんにちは",
          "驗證碼",
          "衸絽1¥",
          "😀",
          "好😀"
        })
    void utf8StandsInAnyLanguage(String text) {
      assertThat(detect(text.getBytes(UTF_8), "text/plain;charset=utf-8"))
          .isEqualTo(new CharsetDecision(UTF_8, 0, false));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "GBK",
          "gb2312",
          "GB_2312-80",
          "EUC-CN",
          "euc_cn",
          "x-EUC-CN",
          "cp936",
          "MS936",
          "windows-936",
          "x-mswin-936",
          "csGB2312",
          "x-gbk",
          "chinese"
        })
    void everyChineseNameMeansCodePage936(String name) {
      byte[] bytes = (WATER + "—").getBytes(CODE_PAGE_936);
      assertThat(detect(bytes, "text/xml; charset=\"" + name + "\""))
          .isEqualTo(new CharsetDecision(CODE_PAGE_936, 0, false));
    }

    /** A2E3 is € in GB18030 and for private use in code page 936. */
    @ParameterizedTest
    @CsvSource({"GB18030, 停水€", "gb18030-2005, 㐀", "GBK, 㐀", "gb2312, 停水€"})
    void gb18030IsReadWhereItIsDeclaredOrCodePage936Fails(String name, String text) {
      assertThat(detect(text.getBytes(GB18030), "text/xml; charset=" + name))
          .isEqualTo(new CharsetDecision(GB18030, 0, false));
    }

    @Test
    void gb18030IsItselfWhereCodePage936FitsToo() {
      assertThat(detect(WATER.getBytes(GB18030), "text/xml; charset=GB18030").charset())
          .isEqualTo(GB18030);
    }

    @Test
    void anotherOfSeveralBytesStands() {
      byte[] bytes = "驗證碼".getBytes(Charset.forName("Big5"));
      assertThat(text(bytes, "text/xml; charset=Big5")).isEqualTo("驗證碼");
    }

    @ParameterizedTest
    @ValueSource(strings = {"iso-8859-1", "windows-1252", "us-ascii", "nobody-knows", "utf-16"})
    void oneByteProvesNothing(String name) {
      byte[] document =
          ("<?xml version=\"1.0\" encoding=\"GBK\"?><a>" + WATER + "</a>").getBytes(CODE_PAGE_936);
      assertThat(text(document, "text/xml; charset=" + name)).endsWith("<a>停水通知</a>");
    }

    @Test
    void oneByteIsUsedWhereNothingElseFits() {
      byte[] bytes = "<a>café</a>".getBytes(ISO_8859_1);
      assertThat(detect(bytes, "text/xml; charset=iso-8859-1"))
          .isEqualTo(new CharsetDecision(ISO_8859_1, 0, false));
    }

    @Test
    void anExpectedCharsetIsADeclaration() {
      byte[] bytes = FLOOR.getBytes(CODE_PAGE_936);
      CharsetDetector detector = CharsetDetector.expecting(CODE_PAGE_936);
      assertThat(detector.text(bytes, "text/html")).isEqualTo(FLOOR);
      assertThat(detector.text(bytes, "text/html; charset=utf-8")).isEqualTo(FLOOR);
    }
  }

  @Nested
  class Wrong {

    @Test
    void utf8OverrulesAChineseDeclaration() {
      assertThat(detect("<a>您好</a>".getBytes(UTF_8), "text/xml; charset=GBK"))
          .isEqualTo(new CharsetDecision(UTF_8, 0, true));
    }

    @Test
    void codePage936OverrulesUtf8() {
      assertThat(detect(WATER.getBytes(CODE_PAGE_936), "text/xml; charset=UTF-8"))
          .isEqualTo(new CharsetDecision(CODE_PAGE_936, 0, true));
    }

    /** 你 is three bytes in UTF-8; with the letter, they are two characters of code page 936. */
    @Test
    void oneCharacterOfThreeBytesOverrulesNothing() {
      assertThat(detect("你A".getBytes(UTF_8), "text/xml; charset=GBK").charset())
          .isEqualTo(CODE_PAGE_936);
    }

    @Test
    void contradictingDeclarationsLeaveItToPlausibility() {
      byte[] document = ("<?xml version='1.0' encoding='gb2312'?>" + FLOOR).getBytes(CODE_PAGE_936);
      assertThat(detect(document, "text/xml; charset=utf-8"))
          .isEqualTo(new CharsetDecision(CODE_PAGE_936, 0, false));
    }

    @Test
    void aNameWithoutACharsetIsNoDeclaration() {
      assertThat(detect("<a>您好</a>".getBytes(UTF_8), "text/xml; charset=nobody-knows"))
          .isEqualTo(new CharsetDecision(UTF_8, 0, false));
    }
  }

  @Nested
  class Undeclared {

    @ParameterizedTest
    @ValueSource(strings = {WATER, FLOOR, "收到", "谢谢", "到1楼", "路", "{\"a\":\"停水\"}"})
    void isCodePage936(String text) {
      assertThat(detect(text.getBytes(CODE_PAGE_936), "application/json"))
          .isEqualTo(new CharsetDecision(CODE_PAGE_936, 0, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"收到", "您好", "café", "25°C", "镕喆", "Привет, товарищ", "{\"a\":\"停水\"}"})
    void isUtf8(String text) {
      assertThat(detect(text.getBytes(UTF_8), "")).isEqualTo(new CharsetDecision(UTF_8, 0, false));
    }

    @Test
    void asciiIsUtf8WhateverIsDeclared() {
      assertThat(detect("<a/>".getBytes(US_ASCII), "text/xml; charset=GBK"))
          .isEqualTo(new CharsetDecision(UTF_8, 0, false));
      assertThat(detect(new byte[0], "")).isEqualTo(new CharsetDecision(UTF_8, 0, false));
    }

    @Test
    void whatFitsNothingIsAnErrorWithItsIndex() {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> detect(bytes('a', 'b', 0xFF, 0xFF), "text/xml; charset=GBK"))
          .satisfies(e -> assertThat(e.index()).isEqualTo(2));
    }

    /** The last byte of a character is missing. */
    @Test
    void whatIsCutInsideACharacterFitsNothing() {
      assertThatExceptionOfType(CodecException.class)
          .isThrownBy(() -> detect(bytes('{', 0xCA, 0xD5, 0xB5), "application/json; charset=GBK"));
    }

    /** A megabyte, and the last character decides. */
    @Test
    void validityIsThatOfAllBytes() {
      byte[] bytes = (WATER.repeat(130_000) + "日").getBytes(CODE_PAGE_936);
      assertThat(detect(bytes, "text/xml; charset=utf-8").charset()).isEqualTo(CODE_PAGE_936);
    }
  }

  @Nested
  class Mark {

    @ParameterizedTest
    @ValueSource(strings = {"0|1|0|5000001", "{\"text\":\"停水\"}", "<?xml version='1.0'?><a/>", ""})
    void decidesAndIsNoPartOfTheText(String text) {
      String declared = "text/html; charset=gb2312";
      assertThat(text(("\uFEFF" + text).getBytes(UTF_8), declared)).isEqualTo(text);
      assertThat(text(("\uFEFF\uFEFF" + text).getBytes(UTF_8), declared)).isEqualTo(text);
      assertThat(text(("\uFEFF" + text).getBytes(UTF_16LE), declared)).isEqualTo(text);
      assertThat(text(("\uFEFF" + text).getBytes(UTF_16BE), declared)).isEqualTo(text);
    }

    @Test
    void contradictsAnotherDeclaration() {
      byte[] bytes = "\uFEFF停水".getBytes(UTF_8);
      assertThat(detect(bytes, "text/xml; charset=gbk"))
          .isEqualTo(new CharsetDecision(UTF_8, 3, true));
      assertThat(detect(bytes, "text/xml; charset=utf-8"))
          .isEqualTo(new CharsetDecision(UTF_8, 3, false));
      assertThat(detect("\uFEFF停水".getBytes(UTF_16LE), "text/xml; charset=utf-16"))
          .isEqualTo(new CharsetDecision(UTF_16LE, 2, false));
    }

    /** An ASP page in GB2312 that includes a file in UTF-8. */
    @Test
    void ofAnIncludedFileIsPassedOver() {
      byte[] page = joined("\uFEFF".getBytes(UTF_8), "-3|发票".getBytes(CODE_PAGE_936));
      assertThat(text(page, "text/html")).isEqualTo("-3|发票");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/xml", "text/xml; charset=utf-16", "text/xml; charset=gbk"})
    void isNotNeededInUtf16WithAnAsciiStart(String contentType) {
      assertThat(text("<a>停水</a>".getBytes(UTF_16BE), contentType)).isEqualTo("<a>停水</a>");
      assertThat(text("{\"停水\"}".getBytes(UTF_16LE), contentType)).isEqualTo("{\"停水\"}");
    }
  }
}
