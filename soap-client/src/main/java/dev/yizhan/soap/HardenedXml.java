package dev.yizhan.soap;

import com.ctc.wstx.api.InvalidCharHandler;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import java.io.StringReader;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The one way to read and write XML, by name and not by look-up, so that no server's own parser
 * gets in between. It resolves no entity, fetches nothing, and has limits for depth, attributes and
 * elements.
 */
public final class HardenedXml {

  private static final int DEEPEST = 64;
  private static final int MOST_ATTRIBUTES = 64;
  private static final long MOST_ELEMENTS = 200_000;

  private static final char LAST_ALLOWED = '\uFFFD';

  private static final WstxInputFactory STRICT = in(false);
  private static final WstxInputFactory FORGIVING = in(true);
  private static final WstxOutputFactory EXACT = out();
  private static final WstxOutputFactory REPLACING = replacing();

  private HardenedXml() {}

  /**
   * Reads a document as XML has it.
   *
   * @param document in the charset that it says
   * @return at its start
   * @throws XMLStreamException where it does not begin as a document
   */
  public static XMLStreamReader2 reader(byte[] document) throws XMLStreamException {
    return (XMLStreamReader2) STRICT.createXMLStreamReader(new ByteArrayInputStream(document));
  }

  /**
   * Reads a document in UTF-8, whatever charset it says itself.
   *
   * @param document without a byte order mark
   * @return at its start; a byte that is none of UTF-8 is a failure where it stands
   * @throws XMLStreamException where it does not begin as a document
   */
  public static XMLStreamReader2 utf8Reader(byte[] document) throws XMLStreamException {
    return (XMLStreamReader2)
        STRICT.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
  }

  /** Reads a document in which references to control characters may stand. */
  static XMLStreamReader forgivingReader(String document) throws XMLStreamException {
    return FORGIVING.createXMLStreamReader(new StringReader(document));
  }

  /**
   * Writes a document for somebody who must get one: what XML cannot carry becomes a question mark.
   *
   * @param to where to, in UTF-8
   * @return the writer
   * @throws XMLStreamException where it cannot be written to
   */
  public static XMLStreamWriter replacingWriter(OutputStream to) throws XMLStreamException {
    return REPLACING.createXMLStreamWriter(to, "UTF-8");
  }

  /** Writes a document in UTF-8, or fails on what XML cannot carry. */
  static XMLStreamWriter writer(OutputStream to) throws XMLStreamException {
    return EXACT.createXMLStreamWriter(to, "UTF-8");
  }

  /**
   * Finds what no document can carry, as itself or as a reference.
   *
   * @param text any text
   * @return the index of the first such character, in UTF-16 units; -1 where there is none
   */
  public static int indexOfForbidden(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < ' ' ? c != '\t' && c != '\n' && c != '\r' : c > LAST_ALLOWED) {
        return i;
      }
      if (Character.isSurrogate(c)) {
        if (!Character.isHighSurrogate(c)
            || i + 1 == text.length()
            || !Character.isLowSurrogate(text.charAt(i + 1))) {
          return i;
        }
        i++;
      }
    }
    return -1;
  }

  private static WstxInputFactory in(boolean forgiving) {
    WstxInputFactory in = new WstxInputFactory();
    in.configureForSpeed();
    in.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    in.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    in.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    in.setProperty(XMLInputFactory.IS_COALESCING, true);
    in.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    in.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, DEEPEST);
    in.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MOST_ATTRIBUTES);
    in.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, MOST_ELEMENTS);
    in.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, forgiving);
    return in;
  }

  private static WstxOutputFactory out() {
    WstxOutputFactory out = new WstxOutputFactory();
    out.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
    out.setProperty(WstxOutputProperties.P_USE_DOUBLE_QUOTES_IN_XML_DECL, true);
    return out;
  }

  private static WstxOutputFactory replacing() {
    WstxOutputFactory out = out();
    // What XML cannot carry (vendors write such characters) must not end an answer half-way.
    out.setProperty(
        WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER,
        new InvalidCharHandler.ReplacingHandler('?'));
    return out;
  }
}
