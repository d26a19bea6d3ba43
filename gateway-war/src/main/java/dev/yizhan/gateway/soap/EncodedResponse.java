package dev.yizhan.gateway.soap;

import com.sun.xml.ws.api.message.Header;
import com.sun.xml.ws.api.message.Message;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import dev.yizhan.gateway.soap.request.SoapVersion;
import dev.yizhan.gateway.soap.request.XmlNode;
import dev.yizhan.soap.HardenedXml;
import java.io.ByteArrayOutputStream;
import java.util.List;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Writes a response in SOAP 1.1's rpc/encoded style, in the form that Axis 1.4's {@code Call} and
 * Apache SOAP 2.3.1 were seen to read. They take the first value for the result, and the others for
 * output parameters.
 *
 * <p>A response without a list of structures becomes flat: the values of the submission (or
 * account, channel, delivery) stand side by side, and its lists of structures are left out. All are
 * strings: a {@code Call} with a declared return type demands it of every value. In other responses
 * the lists are arrays of maps, with the contract's types.
 */
final class EncodedResponse {

  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

  /** Of the type Map, which both libraries have. */
  private static final String APACHE = "http://xml.apache.org/xml-soap";

  private final XMLStreamWriter out;

  private EncodedResponse(XMLStreamWriter out) {
    this.out = out;
  }

  /** The envelope, in UTF-8. */
  static byte[] of(Message response, ContractModel contract) {
    try {
      XmlNode payload = XmlNode.read(response.readPayload());
      ByteArrayOutputStream document = new ByteArrayOutputStream(1024);
      XMLStreamWriter out = HardenedXml.replacingWriter(document);
      new EncodedResponse(out)
          .envelope(
              response.hasHeaders() ? response.getHeaders().asList() : List.of(),
              payload,
              contract.message(payload.name()));
      out.close();
      return document.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A response cannot be written in encoded style", e);
    }
  }

  private void envelope(List<Header> headers, XmlNode response, ContractModel.Complex type)
      throws XMLStreamException {
    String soap = SoapVersion.SOAP_11.namespace();
    out.writeStartDocument("UTF-8", "1.0");
    out.writeStartElement("soap", "Envelope", soap);
    out.writeNamespace("soap", soap);
    out.writeNamespace("xsi", INSTANCE);
    out.writeNamespace("xsd", SCHEMA);
    out.writeNamespace("enc", XmlNode.ENCODING);
    out.writeNamespace("apache", APACHE);
    if (!headers.isEmpty()) {
      out.writeStartElement("soap", "Header", soap);
      for (Header header : headers) {
        header.writeTo(out);
      }
      out.writeEndElement();
    }
    out.writeStartElement("soap", "Body", soap);
    out.writeStartElement("sms", response.name(), Contract.NAMESPACE);
    out.writeNamespace("sms", Contract.NAMESPACE);
    out.writeAttribute("soap", soap, "encodingStyle", XmlNode.ENCODING);
    if (type.children().stream().anyMatch(EncodedResponse::isListOfStructures)) {
      for (ContractModel.Child child : type.children()) {
        typed(child.name(), child, response.children(child.name()));
      }
    } else {
      flat(response, type, true);
    }
    out.writeEndDocument();
  }

  private static boolean isListOfStructures(ContractModel.Child child) {
    return child.repeated() && child.type() instanceof ContractModel.Complex;
  }

  private void flat(XmlNode parent, ContractModel.Complex type, boolean opensStructures)
      throws XMLStreamException {
    for (ContractModel.Child child : type.children()) {
      for (XmlNode each : parent.children(child.name())) {
        if (child.type() instanceof ContractModel.Complex structure) {
          if (opensStructures) {
            flat(each, structure, false);
          }
        } else {
          value(child.name(), "xsd:string", each.text());
        }
      }
    }
  }

  /** A list is written even if it is empty, so that the result is always a list. */
  private void typed(String element, ContractModel.Child child, List<XmlNode> given)
      throws XMLStreamException {
    if (child.repeated()) {
      start(element, "enc:Array");
      out.writeAttribute(
          "enc", XmlNode.ENCODING, "arrayType", typeName(child.type()) + "[" + given.size() + "]");
      for (XmlNode each : given) {
        item("item", child.type(), each);
      }
      out.writeEndElement();
    } else {
      for (XmlNode each : given) {
        item(element, child.type(), each);
      }
    }
  }

  private void item(String element, ContractModel.Type type, XmlNode node)
      throws XMLStreamException {
    if (type instanceof ContractModel.Complex structure) {
      start(element, typeName(type));
      for (ContractModel.Child child : structure.children()) {
        List<XmlNode> found = node.children(child.name());
        if (!found.isEmpty()) {
          out.writeStartElement("item");
          value("key", "xsd:string", child.name());
          typed("value", child, found);
          out.writeEndElement();
        }
      }
      out.writeEndElement();
    } else {
      value(element, typeName(type), node.text());
    }
  }

  private static String typeName(ContractModel.Type type) {
    return type instanceof ContractModel.Simple simple ? "xsd:" + simple.base() : "apache:Map";
  }

  private void value(String element, String type, String text) throws XMLStreamException {
    start(element, type);
    out.writeCharacters(text);
    out.writeEndElement();
  }

  private void start(String element, String type) throws XMLStreamException {
    out.writeStartElement(element);
    out.writeAttribute("xsi", INSTANCE, "type", type);
  }
}
