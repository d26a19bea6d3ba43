package dev.yizhan.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HardenedXmlTest {

  @Nested
  class IndexOfForbidden {

    @ParameterizedTest
    @ValueSource(strings = {"", "\t\n\r", "余额 &<>", "😀", "\uFFFD", "\uE000"})
    void isNegativeForWhatXmlCanRepresent(String text) {
      assertThat(HardenedXml.indexOfForbidden(text)).isEqualTo(-1);
    }

    /** Written in Java's escapes: a test's source must not contain the characters themselves. */
    @ParameterizedTest
    @CsvSource({
      "'a\\u0000', 1",
      "'\\u0001', 0",
      "'ab\\u001F', 2",
      "'\\uFFFE', 0",
      "'a\\uFFFF', 1",
      "'\\uD83D', 0",
      "'a\\uD83Db', 1",
      "'\\uDE00\\uD83D', 0",
      "'\\uD83D\\uDE00\\uDE00', 2"
    })
    void isTheFirstCharacterThatXmlCannotRepresent(String escaped, int index) {
      String text = unescaped(escaped);
      assertThat(HardenedXml.indexOfForbidden(text)).isEqualTo(index);
    }

    private String unescaped(String text) {
      return java.util.regex.Pattern.compile("\\\\u([0-9A-F]{4})")
          .matcher(text)
          .replaceAll(match -> String.valueOf((char) Integer.parseInt(match.group(1), 16)));
    }
  }

  private static void readAll(String document) throws XMLStreamException {
    XMLStreamReader reader = HardenedXml.reader(document.getBytes(UTF_8));
    while (reader.hasNext()) {
      reader.next();
    }
  }

  @Test
  void limitsTheDepth() throws XMLStreamException {
    readAll("<a>".repeat(64) + "</a>".repeat(64));
    assertThatExceptionOfType(XMLStreamException.class)
        .isThrownBy(() -> readAll("<a>".repeat(65) + "</a>".repeat(65)));
  }

  @Test
  void resolvesNoEntity() {
    assertThatExceptionOfType(XMLStreamException.class)
        .isThrownBy(() -> readAll("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"));
  }

  @Test
  void readsUtf8WhateverTheDeclarationSays() throws XMLStreamException {
    XMLStreamReader reader =
        HardenedXml.utf8Reader(
            "<?xml version=\"1.0\" encoding=\"gb2312\"?><a>余额</a>".getBytes(UTF_8));
    reader.nextTag();
    assertThat(reader.getElementText()).isEqualTo("余额");
  }

  @Test
  void writesAQuestionMarkForWhatXmlCannotRepresent() throws XMLStreamException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    XMLStreamWriter out = HardenedXml.replacingWriter(bytes);
    out.writeStartElement("a");
    out.writeCharacters("1\u00012");
    out.writeEndElement();
    out.close();
    assertThat(bytes.toString(UTF_8)).isEqualTo("<a>1?2</a>");
  }
}
