package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.soap.HardenedXml;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.util.StreamReaderDelegate;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.validation.XMLValidationException;
import org.codehaus.stax2.validation.XMLValidationSchema;
import org.codehaus.stax2.validation.XMLValidator;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request in one pass: first the Header, then the operation, which is validated while the
 * JAX-WS runtime reads it. It keeps the reason for which reading stopped, since the runtime would
 * lose it.
 */
final class RequestReader extends StreamReaderDelegate {

  private final XMLStreamReader2 reader;
  private final String operation;
  private final SoapVersion version;
  private final Consumer consumer;
  private final Set<String> nonTextElements;
  private int depth = 1;
  private boolean isNonText;
  private int nonTextLength;
  private @Nullable XMLValidator validator;
  private @Nullable GatewayException refusal;

  private RequestReader(
      XMLStreamReader2 reader,
      SoapVersion version,
      Consumer consumer,
      XMLValidator validator,
      Set<String> nonTextElements) {
    super(reader);
    this.reader = reader;
    this.version = version;
    this.consumer = consumer;
    this.validator = validator;
    this.nonTextElements = nonTextElements;
    this.operation = reader.getLocalName();
  }

  /** Decides, before the operation is read, whether the caller may go on. */
  interface Authentication {

    /**
     * Returns the caller.
     *
     * @throws GatewayException if it is unknown, or calls too often
     */
    Consumer authenticate(SoapVersion version, SoapHeader header);
  }

  /**
   * Reads up to the start of the operation.
   *
   * @param body in UTF-8
   * @param operations of the service
   * @param nonTextElements names of elements that hold a number or a time
   * @throws GatewayException if the body is not an envelope, or has no operation of the service
   */
  static RequestReader of(
      byte[] body,
      XMLValidationSchema schema,
      Set<String> operations,
      Set<String> nonTextElements,
      Authentication authentication) {
    try {
      XMLStreamReader2 reader = HardenedXml.utf8Reader(body);
      while (reader.getEventType() != START_ELEMENT) {
        if (reader.getEventType() == DTD) {
          throw RequestFaults.doctype();
        }
        reader.next();
      }
      SoapVersion version = version(reader);
      SoapHeader header = SoapHeader.NONE;
      nextElement(reader);
      if (isEnvelopeChild(reader, version, "Header")) {
        header = SoapHeader.read(reader, version);
        nextElement(reader);
      }
      Consumer consumer = authentication.authenticate(version, header);
      if (!isEnvelopeChild(reader, version, "Body")) {
        throw RequestFaults.notSoap("The Envelope has no Body of its own SOAP version");
      }
      XMLValidator validator = reader.validateAgainst(schema);
      try {
        nextElement(reader);
      } catch (XMLValidationException e) {
        throw RequestFaults.unknownOperation(operations);
      }
      if (reader.getEventType() != START_ELEMENT || !operations.contains(reader.getLocalName())) {
        throw RequestFaults.unknownOperation(operations);
      }
      if (reader.getAttributeCount() > 0) {
        throw RequestFaults.attributes(reader.getLocation());
      }
      return new RequestReader(reader, version, consumer, validator, nonTextElements);
    } catch (XMLStreamException e) {
      throw RequestFaults.notWellFormed(e);
    }
  }

  private static SoapVersion version(XMLStreamReader2 reader) {
    return SoapVersion.ofNamespace(String.valueOf(reader.getNamespaceURI()))
        .filter(found -> reader.getLocalName().equals("Envelope"))
        .orElseThrow(
            () ->
                RequestFaults.notSoap(
                    "The root element must be Envelope of SOAP 1.1 ("
                        + SoapVersion.SOAP_11.namespace()
                        + ") or 1.2 ("
                        + SoapVersion.SOAP_12.namespace()
                        + ")"));
  }

  private static boolean isEnvelopeChild(
      XMLStreamReader2 reader, SoapVersion version, String name) {
    return reader.getEventType() == START_ELEMENT
        && reader.getLocalName().equals(name)
        && version.namespace().equals(reader.getNamespaceURI());
  }

  /** Skips to the next start or end of an element. */
  private static void nextElement(XMLStreamReader2 reader) throws XMLStreamException {
    int event = reader.next();
    while (event != START_ELEMENT && event != END_ELEMENT) {
      event = reader.next();
    }
  }

  SoapVersion version() {
    return version;
  }

  Consumer consumer() {
    return consumer;
  }

  /** Why reading stopped, if it did. */
  Optional<GatewayException> refusal() {
    return Optional.ofNullable(refusal);
  }

  String operation() {
    return operation;
  }

  /**
   * Reads what follows the operation element, so that nothing is done for half a document.
   *
   * @return whether the whole request conforms
   */
  boolean readToTheEnd() {
    try {
      while (refusal == null && reader.getEventType() != END_DOCUMENT) {
        next();
      }
    } catch (XMLStreamException e) {
      return false;
    }
    return refusal == null;
  }

  @Override
  public int next() throws XMLStreamException {
    try {
      int event = super.next();
      follow(event);
      return event;
    } catch (XMLStreamException e) {
      remember(e);
      throw e;
    }
  }

  @Override
  public int nextTag() throws XMLStreamException {
    int event = next();
    while (event == COMMENT
        || event == PROCESSING_INSTRUCTION
        || event == SPACE
        || (event == CHARACTERS || event == CDATA) && isWhiteSpace()) {
      event = next();
    }
    if (event != START_ELEMENT && event != END_ELEMENT) {
      XMLStreamException e = new XMLStreamException("Text between elements", getLocation());
      remember(e);
      throw e;
    }
    return event;
  }

  /** The runtime closes its reader after the operation; {@link #readToTheEnd} reads on. */
  @Override
  public void close() {}

  private void follow(int event) throws XMLStreamException {
    if (event == START_ELEMENT) {
      depth++;
      if (validator == null) {
        throw refused(RequestFaults.unexpectedContent(getLocation()));
      }
      if (getAttributeCount() > 0) {
        // The contract has none; those of encodings may change the meaning.
        throw refused(RequestFaults.attributes(getLocation()));
      }
      isNonText = nonTextElements.contains(getLocalName());
      nonTextLength = 0;
    } else if (event == END_ELEMENT) {
      depth--;
      if (depth == 0 && validator != null) {
        reader.stopValidatingAgainst(validator);
        validator = null;
      }
      isNonText = false;
    } else if (event == CHARACTERS && validator == null && !isWhiteSpace()) {
      throw refused(RequestFaults.unexpectedContent(getLocation()));
    } else if (isNonText && event == CHARACTERS) {
      // Summed up, since a comment splits the text of an element.
      nonTextLength += getTextLength();
      if (nonTextLength > ValueRules.LONGEST_VALUE) {
        throw refused(RequestFaults.valueTooLong(ValueRules.LONGEST_VALUE, getLocation()));
      }
    }
  }

  private XMLStreamException refused(GatewayException fault) {
    refusal = fault;
    return new XMLStreamException(fault.getMessage());
  }

  private void remember(XMLStreamException e) {
    if (refusal != null) {
      return;
    }
    refusal =
        e instanceof XMLValidationException
            ? RequestFaults.invalid(e.getLocation())
            : RequestFaults.notWellFormed(e);
  }
}
