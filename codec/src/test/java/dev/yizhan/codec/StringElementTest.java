package dev.yizhan.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StringElementTest {

  private static final String OPEN = "<string xmlns=\"http://tempuri.org/\">";

  @Test
  void extractsTheText() {
    assertThat(
            StringElement.unwrap(
                "\uFEFF \r\n<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<!-- a -->"
                    + OPEN
                    + "\r\n 0106120218011881 \r\n</string>\r\n"))
        .isEqualTo("\r\n 0106120218011881 \r\n");
  }

  /** An operation that returns a number answers so. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "<int xmlns=\"http://tempuri.org/\">-3</int>",
        "<?xml version=\"1.0\"?><a:int xmlns:a=\"http://tempuri.org/\">-3</a:int>"
      })
  void extractsANumber(String document) {
    assertThat(StringElement.unwrap(document)).isEqualTo("-3");
  }

  @ParameterizedTest
  @CsvSource({
    "a&lt;b&gt;c&amp;d&quot;e&apos;, a<b>c&d\"e'",
    "&#22909;&#x597d;&#x1F600;, 好好😀",
    "x<![CDATA[a<b&c]]>y, xa<b&cy",
    "x<!-- a -->y, xy"
  })
  void resolvesReferences(String content, String text) {
    assertThat(StringElement.unwrap(OPEN + content + "</string>")).isEqualTo(text);
  }

  @Test
  void resolvesAReferenceThatXmlForbids() {
    assertThat(StringElement.unwrap(OPEN + "a&#x1;b&#0;</string>")).isEqualTo("a\u0001b\u0000");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<string/>",
        "<string xmlns=\"http://tempuri.org/\" />",
        "<a:string xmlns:a='x>y'></a:string >",
        "<string xmlns:xsi=\"i\" xsi:nil=\"true\" xmlns=\"http://tempuri.org/\" />"
      })
  void readsAnEmptyElement(String document) {
    assertThat(StringElement.unwrap(document)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "0106120218011881",
        "<html><body>x</body></html>",
        "<!DOCTYPE string [<!ENTITY a \"b\">]><string>&a;</string>",
        "<string>&a;</string>",
        "<string>&#xD800000;</string>",
        "<string>&#x;</string>",
        "<string>&lt</string>",
        "<string>a<b>c</b></string>",
        "<string>a",
        "<string",
        "<string a=\"b>",
        "<string>a</string",
        "<string>a</strings>",
        "<string>a</string>b",
        "<string>a</string><string/>",
        "<string><![CDATA[a</string>",
        "<?xml version=\"1.0\"",
      })
  void refusesEverythingElse(String document) {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> StringElement.unwrap(document))
        .satisfies(e -> assertThat(e.index()).isBetween(0, document.length()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a<b>&amp;", "]]>", "\u0001\r\n\t好😀", " x "})
  void readsBackWhatItWraps(String text) {
    assertThat(StringElement.unwrap(StringElement.wrap(text))).isEqualTo(text);
  }
}
