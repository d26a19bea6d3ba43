package dev.yizhan.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.yizhan.codec.CodecException;
import dev.yizhan.http.VendorResponse;
import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTextTest {

  private static final String GB2312_DECLARATION = "<?xml version=\"1.0\" encoding=\"gb2312\"?>";

  private static String text(String document) {
    return text(document.getBytes(UTF_8), "");
  }

  private static String text(byte[] body, String contentType) {
    return AnswerText.of(new VendorResponse(200, contentType, body));
  }

  @Test
  void detectsUtf8WhateverTheDeclarationSays() {
    assertThat(text(GB2312_DECLARATION + "<a>余额</a>")).endsWith("<a>余额</a>");
  }

  @Test
  void detectsCodePage936WhateverTheDeclarationSays() {
    byte[] document =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><a>余额</a>".getBytes(Charset.forName("GBK"));
    assertThat(text(document, "")).endsWith("<a>余额</a>");
  }

  /** The bytes of 停水通知 are valid UTF-8: ͣˮ֪ͨ. */
  @ParameterizedTest
  @ValueSource(strings = {"text/xml; charset=gb2312", "text/xml; charset=utf-8", ""})
  void weighsWhatIsDeclaredWhereBothAreValid(String contentType) {
    byte[] document = (GB2312_DECLARATION + "<a>停水通知</a>").getBytes(Charset.forName("GBK"));
    assertThat(text(document, contentType)).endsWith("<a>停水通知</a>");
  }

  @Test
  void refusesBytesOfNeitherCharset() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> text(new byte[] {'<', 'a', '>', (byte) 0xFF, (byte) 0xFF}, ""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\r\n\t ", "\uFEFF", "\uFEFF\n", "\n\uFEFF"})
  void removesBlanksBeforeTheDocument(String before) {
    assertThat(text(before + "<a/>")).isEqualTo("<a/>");
  }

  /** U+D83D U+DE00 is 😀. */
  @ParameterizedTest
  @CsvSource({
    "&#xD83D;&#xDE00;, 😀",
    "&#55357;&#56832;, 😀",
    "&#xD83D;, \uFFFD",
    "&#xDE00;&#xD83D;, \uFFFD\uFFFD",
    "&#0;, \uFFFD",
    "&#xFFFE;, \uFFFD",
    "&#65535;, \uFFFD"
  })
  void resolvesReferencesThatXmlForbids(String reference, String character) {
    assertThat(text("<a>1" + reference + "2</a>")).isEqualTo("<a>1" + character + "2</a>");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "&#x4F59;",
        "&#38;",
        "&#1;",
        "&amp;",
        "&#;",
        "&#x;",
        "&#xZZ;",
        "&#12",
        "&#12345678901;"
      })
  void keepsEveryOtherReference(String reference) {
    assertThat(text("<a>" + reference + "</a>")).isEqualTo("<a>" + reference + "</a>");
  }
}
