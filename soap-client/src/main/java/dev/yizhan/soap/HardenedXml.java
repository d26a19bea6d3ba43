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
 * Reads and writes XML. The parser is named and not looked up, so that no server replaces it by its
 * own. It resolves no entity, fetches nothing, and limits depth, attributes and elements.
 */
public final class HardenedXml {

  private static final int MAX_DEPTH = 64;
  private static final int MAX_ATTRIBUTES = 64;
  private static final long MAX_ELEMENTS = 200_000;

  private static final char LAST_ALLOWED = '\uFFFD';

  private static final WstxInputFactory STRICT = in(false);
  private static final WstxInputFactory LENIENT = in(true);
  private static final WstxOutputFactory EXACT = out();
  private static final WstxOutputFactory REPLACING = replacing();

  private HardenedXml() {}

  /**
   * Opens a document in the charset that it declares.
   *
   * @throws XMLStreamException if it does not begin like a document
   */
  public static XMLStreamReader2 reader(byte[] document) throws XMLStreamException {
    return (XMLStreamReader2) STRICT.createXMLStreamReader(new ByteArrayInputStream(document));
  }

  /**
   * Opens a document in UTF-8, whatever charset it declares. The reader fails at the first byte
   * that is not UTF-8.
   *
   * @param document without a byte order mark
   * @throws XMLStreamException if it does not begin like a document
   */
  public static XMLStreamReader2 utf8Reader(byte[] document) throws XMLStreamException {
    return (XMLStreamReader2)
        STRICT.createXMLStreamReader(new ByteArrayInputStream(document), "UTF-8");
  }

  /** Opens a document that may contain references to control characters. */
  static XMLStreamReader lenientReader(String document) throws XMLStreamException {
    return LENIENT.createXMLStreamReader(new StringReader(document));
  }

  /**
   * Writes a document in UTF-8; what XML cannot represent becomes a question mark.
   *
   * @throws XMLStreamException if the stream cannot be written to
   */
  public static XMLStreamWriter replacingWriter(OutputStream to) throws XMLStreamException {
    return REPLACING.createXMLStreamWriter(to, "UTF-8");
  }

  /** Writes a document in UTF-8; fails on what XML cannot represent. */
  static XMLStreamWriter writer(OutputStream to) throws XMLStreamException {
    return EXACT.createXMLStreamWriter(to, "UTF-8");
  }

  /**
   * The index, in UTF-16 units, of the first character that XML cannot represent, not even as a
   * reference; -1 if there is none.
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

  private static WstxInputFactory in(boolean lenient) {
    WstxInputFactory in = new WstxInputFactory();
    in.configureForSpeed();
    in.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
    in.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    in.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    in.setProperty(XMLInputFactory.IS_COALESCING, true);
    in.setProperty(XMLInputFactory2.P_LAZY_PARSING, false);
    in.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, MAX_DEPTH);
    in.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, MAX_ATTRIBUTES);
    in.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, MAX_ELEMENTS);
    in.setProperty(WstxInputProperties.P_ALLOW_XML11_ESCAPED_CHARS_IN_XML10, lenient);
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
    // Vendors write characters that XML cannot represent; they must not truncate an answer.
    out.setProperty(
        WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER,
        new InvalidCharHandler.ReplacingHandler('?'));
    return out;
  }
}
