package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.soap.request.Addressing;
import dev.yizhan.gateway.soap.request.SoapVersion;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * The Header of a fault.
 *
 * @param notUnderstood the header of the request that SOAP 1.2 lets the fault name
 * @param addressing of the request
 * @param action of WS-Addressing
 */
record FaultHeader(Optional<QName> notUnderstood, Optional<Addressing> addressing, String action) {

  static final FaultHeader NONE = new FaultHeader(Optional.empty(), Optional.empty(), "");

  /** Writes nothing if it is empty. */
  void write(XMLStreamWriter out, SoapVersion version) throws XMLStreamException {
    if (notUnderstood.isEmpty() && addressing.isEmpty()) {
      return;
    }
    out.writeStartElement("soap", "Header", version.namespace());
    if (notUnderstood.isPresent()) {
      QName name = notUnderstood.get();
      out.writeEmptyElement("soap", "NotUnderstood", version.namespace());
      out.writeNamespace("h", name.getNamespaceURI());
      out.writeAttribute("qname", "h:" + name.getLocalPart());
    }
    if (addressing.isPresent()) {
      text(out, Addressing.ACTION, action);
      if (addressing.get().messageId().isPresent()) {
        text(out, Addressing.RELATES_TO, addressing.get().messageId().get());
      }
    }
    out.writeEndElement();
  }

  private static void text(XMLStreamWriter out, QName name, String value)
      throws XMLStreamException {
    out.writeStartElement(name.getPrefix(), name.getLocalPart(), name.getNamespaceURI());
    out.writeNamespace(name.getPrefix(), name.getNamespaceURI());
    out.writeCharacters(value);
    out.writeEndElement();
  }
}
