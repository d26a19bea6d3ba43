package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.GatewayException;
import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * Reads what precedes the Body, before anybody is authenticated, within bounds. The parser looks up
 * every name in a table that an attacker can fill so that it takes longer with each different one.
 * Attributes and namespace declarations of one element are bounded by the parser.
 */
final class BoundedReader extends StreamReaderDelegate {

  /**
   * Real envelopes have some tens: WS-Security with a signature, WS-Addressing, two vendors' own.
   */
  static final int MOST_NAMES = 256;

  /** A signature over ten parts has about two hundred. */
  static final int MOST_ELEMENTS = 1000;

  /** A SAML assertion in a signature in WS-Security has about twelve levels. */
  static final int DEEPEST = 32;

  /** Several certificates and a SAML assertion have some tens of thousands. */
  static final int MOST_CHARACTERS = 256 << 10;

  private final Set<String> names = new HashSet<>();
  private int elements;
  private int depth;

  BoundedReader(XMLStreamReader reader) {
    super(reader);
  }

  /**
   * Reads on.
   *
   * @throws GatewayException if a bound is exceeded
   */
  @Override
  public int next() throws XMLStreamException {
    int event = super.next();
    switch (event) {
      case START_ELEMENT -> started();
      case END_ELEMENT -> depth--;
      case PROCESSING_INSTRUCTION -> name(getPITarget());
      default -> {}
    }
    require(getLocation().getCharacterOffset(), MOST_CHARACTERS, "characters");
    return event;
  }

  private void started() {
    require(++elements, MOST_ELEMENTS, "elements");
    require(++depth, DEEPEST, "levels");
    name(getLocalName());
    name(getPrefix());
    for (int i = 0; i < getNamespaceCount(); i++) {
      name(getNamespacePrefix(i));
    }
    for (int i = 0; i < getAttributeCount(); i++) {
      name(getAttributeLocalName(i));
      name(getAttributePrefix(i));
    }
  }

  @SuppressWarnings("NullAway") // The parser returns null where there is no prefix.
  private void name(String name) {
    if (name != null && names.add(name)) {
      require(names.size(), MOST_NAMES, "different names");
    }
  }

  private static void require(int count, int most, String what) {
    if (count > most) {
      throw RequestFaults.beforeBody(most, what);
    }
  }

  /** The parser's own method would read past {@link #next}. */
  @Override
  public String getElementText() throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int event = next(); event != END_ELEMENT; event = next()) {
      switch (event) {
        case CHARACTERS, CDATA, SPACE, ENTITY_REFERENCE -> text.append(getText());
        case COMMENT, PROCESSING_INSTRUCTION -> {}
        default -> throw new XMLStreamException("An element in a text", getLocation());
      }
    }
    return text.toString();
  }
}
