package dev.yizhan.soap;

import com.sun.xml.ws.api.SOAPVersion;
import com.sun.xml.ws.api.message.Message;
import com.sun.xml.ws.api.pipe.Codecs;
import com.sun.xml.ws.api.pipe.StreamSOAPCodec;
import jakarta.xml.ws.WebServiceException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads envelopes of either SOAP version with codecs that are created once. The runtime searches
 * the class path for plug-ins at each message, which takes a third of a call.
 */
public final class Envelopes {

  private static final StreamSOAPCodec SOAP_1_1 =
      Codecs.createSOAPEnvelopeXmlCodec(SOAPVersion.SOAP_11);
  private static final StreamSOAPCodec SOAP_1_2 =
      Codecs.createSOAPEnvelopeXmlCodec(SOAPVersion.SOAP_12);

  private Envelopes() {}

  /**
   * Reads an envelope up to its body's first element; the rest is read with the body.
   *
   * @param reader before or at the envelope
   * @throws WebServiceException if it is no envelope
   */
  public static Message read(XMLStreamReader reader) {
    try {
      int event = reader.getEventType();
      while (event != XMLStreamConstants.START_ELEMENT && reader.hasNext()) {
        event = reader.next();
      }
      if (event != XMLStreamConstants.START_ELEMENT) {
        throw new WebServiceException("No element");
      }
      return SOAPVersion.SOAP_12.nsUri.equals(reader.getNamespaceURI())
          ? SOAP_1_2.decode(reader)
          : SOAP_1_1.decode(reader);
    } catch (XMLStreamException e) {
      throw new WebServiceException("Not an XML document", e);
    }
  }
}
