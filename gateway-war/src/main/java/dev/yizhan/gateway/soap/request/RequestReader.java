package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import dev.yizhan.soap.HardenedXml;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/**
 * Reads a request in one pass: first the Header, then the operation, which is compared with the
 * contract while the JAX-WS runtime reads it. It keeps the reason for which reading stopped, since
 * the runtime would lose it.
 */
public final class RequestReader extends StreamReaderDelegate {

  private final XMLStreamReader2 reader;
  private final String operation;
  private final SoapVersion version;
  private final Consumer consumer;
  private final ContractCheck contract;
  private int depth = 1;
  private @Nullable GatewayException refusal;

  private RequestReader(
      XMLStreamReader2 reader, SoapVersion version, Consumer consumer, ContractCheck contract) {
    super(reader);
    this.reader = reader;
    this.version = version;
    this.consumer = consumer;
    this.contract = contract;
    this.operation = reader.getLocalName();
  }

  /** Decides, before the operation is read, whether the caller may go on. */
  public interface Authentication {

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
   * @throws GatewayException if the body is not an envelope, or has no operation of the service
   */
  public static RequestReader of(
      byte[] body, ContractModel contract, Set<String> operations, Authentication authentication) {
    try {
      XMLStreamReader2 reader = HardenedXml.utf8Reader(body);
      BoundedReader beforeBody = new BoundedReader(reader);
      while (reader.getEventType() != START_ELEMENT) {
        if (reader.getEventType() == DTD) {
          throw RequestFaults.doctype();
        }
        beforeBody.next();
      }
      SoapVersion version = version(reader);
      SoapHeader header = SoapHeader.NONE;
      nextElement(beforeBody);
      if (isEnvelopeChild(reader, version, "Header")) {
        header = SoapHeaderReader.read(beforeBody, version);
        nextElement(beforeBody);
      }
      Consumer consumer = authentication.authenticate(version, header);
      if (!isEnvelopeChild(reader, version, "Body")) {
        throw RequestFaults.notSoap("The Envelope has no Body of its own SOAP version");
      }
      nextElement(reader);
      String operation = reader.getEventType() == START_ELEMENT ? reader.getLocalName() : "";
      if (!operations.contains(operation) || !Contract.NAMESPACE.equals(reader.getNamespaceURI())) {
        throw RequestFaults.unknownOperation(operations);
      }
      if (reader.getAttributeCount() > 0) {
        throw RequestFaults.attributes(reader.getLocation());
      }
      return new RequestReader(
          reader, version, consumer, new ContractCheck(contract.message(operation)));
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
  private static void nextElement(XMLStreamReader reader) throws XMLStreamException {
    int event = reader.next();
    while (event != START_ELEMENT && event != END_ELEMENT) {
      event = reader.next();
    }
  }

  public SoapVersion version() {
    return version;
  }

  public Consumer consumer() {
    return consumer;
  }

  /** Why reading stopped, if it did. */
  public Optional<GatewayException> refusal() {
    return Optional.ofNullable(refusal);
  }

  public String operation() {
    return operation;
  }

  /**
   * Reads what follows the operation element, so that nothing is done for half a document.
   *
   * @return whether the whole request conforms
   */
  public boolean readToTheEnd() {
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
    boolean conforms = true;
    if (event == START_ELEMENT) {
      if (depth == 0) {
        throw refused(RequestFaults.unexpectedContent(getLocation()));
      }
      if (getAttributeCount() > 0) {
        // The contract has none; those of encodings may change the meaning.
        throw refused(RequestFaults.attributes(getLocation()));
      }
      depth++;
      conforms = contract.start(getNamespaceURI(), getLocalName());
    } else if (event == END_ELEMENT && depth > 0) {
      depth--;
      conforms = contract.end();
    } else if (event == CHARACTERS || event == CDATA) {
      if (depth == 0 && !isWhiteSpace()) {
        throw refused(RequestFaults.unexpectedContent(getLocation()));
      }
      conforms = depth == 0 || contract.text(getTextCharacters(), getTextStart(), getTextLength());
    }
    if (!conforms) {
      throw refused(RequestFaults.invalid(getLocation()));
    }
  }

  private XMLStreamException refused(GatewayException fault) {
    refusal = fault;
    return new XMLStreamException(fault.getMessage());
  }

  private void remember(XMLStreamException e) {
    refusal = refusal == null ? RequestFaults.notWellFormed(e) : refusal;
  }
}
