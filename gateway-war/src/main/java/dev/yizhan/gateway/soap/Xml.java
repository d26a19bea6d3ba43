package dev.yizhan.gateway.soap;

import com.ctc.wstx.api.InvalidCharHandler;
import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.api.WstxOutputProperties;
import com.ctc.wstx.stax.WstxInputFactory;
import com.ctc.wstx.stax.WstxOutputFactory;
import java.io.ByteArrayInputStream;
import java.io.OutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.XMLInputFactory2;
import org.codehaus.stax2.XMLStreamReader2;

/**
 * The one way to read and write XML, by name and not by look-up, so that no server's own parser
 * gets in between. It resolves no entity, fetches nothing, and has limits for depth, attributes and
 * elements.
 */
final class Xml {

  private static final int DEEPEST = 64;
  private static final int MOST_ATTRIBUTES = 64;
  private static final long MOST_ELEMENTS = 200_000;

  private static final WstxInputFactory IN = in();
  private static final WstxOutputFactory OUT = out();

  private Xml() {}

  static XMLStreamReader2 reader(byte[] document) throws XMLStreamException {
    return (XMLStreamReader2) IN.createXMLStreamReader(new ByteArrayInputStream(document));
  }

  static XMLStreamWriter writer(OutputStream to) throws XMLStreamException {
    return OUT.createXMLStreamWriter(to, "UTF-8");
  }

  private static WstxInputFactory in() {
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
    return in;
  }

  private static WstxOutputFactory out() {
    WstxOutputFactory out = new WstxOutputFactory();
    out.setProperty(XMLOutputFactory.IS_REPAIRING_NAMESPACES, false);
    // What XML cannot carry (vendors write such characters) must not end an answer half-way.
    out.setProperty(
        WstxOutputProperties.P_OUTPUT_INVALID_CHAR_HANDLER,
        new InvalidCharHandler.ReplacingHandler('?'));
    return out;
  }
}
