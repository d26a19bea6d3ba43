package dev.yizhan.gateway.callback;

import dev.yizhan.gateway.core.callback.Receiver;
import dev.yizhan.gateway.core.record.InboxRecord;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.http.Binding;
import dev.yizhan.soap.HardenedXml;
import java.io.ByteArrayOutputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** A callback as the operation of {@code callback.wsdl}. What XML cannot represent becomes "?". */
final class SoapForm {

  static final String NAMESPACE = "urn:yizhan:sms-callback:1";
  static final String OPERATION = "ReceiveRecords";
  static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

  private SoapForm() {}

  static String action() {
    return '"' + NAMESPACE + '#' + OPERATION + '"';
  }

  /** The same for the same records. */
  static byte[] body(Binding version, String id, Receiver.Delivery delivery) {
    try {
      ByteArrayOutputStream document = new ByteArrayOutputStream();
      XMLStreamWriter out = HardenedXml.replacingWriter(document);
      String envelope = version == Binding.SOAP_1_1 ? SOAP_11 : SOAP_12;
      out.writeStartDocument("UTF-8", "1.0");
      out.writeStartElement("soap", "Envelope", envelope);
      out.writeNamespace("soap", envelope);
      out.writeStartElement("soap", "Body", envelope);
      out.writeStartElement(OPERATION);
      out.writeDefaultNamespace(NAMESPACE);
      ElementSink elements = new ElementSink(out);
      elements.field("id", id);
      elements.field("consumer", delivery.consumer());
      for (InboxRecord record : delivery.records()) {
        out.writeStartElement(delivery.kind() == RecordKind.REPORTS ? "report" : "reply");
        RecordFields.write(record, elements);
        out.writeEndElement();
      }
      out.writeEndDocument();
      out.close();
      return document.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A callback cannot be written", e);
    }
  }

  private record ElementSink(XMLStreamWriter out) implements RecordFields.Sink {

    @Override
    public void field(String name, String value) {
      try {
        out.writeStartElement(name);
        out.writeCharacters(value);
        out.writeEndElement();
      } catch (XMLStreamException e) {
        throw new IllegalStateException("A callback cannot be written", e);
      }
    }

    @Override
    public void flag(String name) {
      field(name, "true");
    }
  }
}
