package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.soap.HardenedXml;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.util.StreamReaderDelegate;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.validation.XMLValidationException;
import org.codehaus.stax2.validation.XMLValidationSchema;
import org.codehaus.stax2.validation.XMLValidator;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is read, once: the Header first, then the operation, which is validated while the
 * JAX-WS runtime reads it. It remembers why the reading broke off, so that the caller can be told.
 */
final class RequestReader extends StreamReaderDelegate {

  private final XMLStreamReader2 reader;
  private final String operation;
  private final SoapVersion version;
  private final Set<String> values;
  private int depth = 1;
  private boolean isValue;
  private int valueLength;
  private @Nullable XMLValidator validator;
  private @Nullable GatewayException refusal;

  private RequestReader(
      XMLStreamReader2 reader, SoapVersion version, XMLValidator validator, Set<String> values) {
    super(reader);
    this.reader = reader;
    this.version = version;
    this.validator = validator;
    this.values = values;
    this.operation = reader.getLocalName();
  }

  /** Who is asked whether to read on. */
  interface Door {

    /**
     * Lets somebody in.
     *
     * @param version of the envelope
     * @param header of the envelope
     * @throws GatewayException where it does not
     */
    void enter(SoapVersion version, SoapHeader header);
  }

  /**
   * Begins to read, up to the operation.
   *
   * @param body in UTF-8
   * @param schema of the contract
   * @param operations of the service
   * @param values names of elements that hold no text, but a number or a time
   * @param door is told what stands before the operation, before anything else is looked at
   * @return at the operation
   * @throws GatewayException where this is no envelope, or has no operation of ours
   */
  static RequestReader of(
      byte[] body,
      XMLValidationSchema schema,
      Set<String> operations,
      Set<String> values,
      Door door) {
    try {
      XMLStreamReader2 reader = HardenedXml.utf8Reader(body);
      while (reader.getEventType() != START_ELEMENT) {
        if (reader.getEventType() == DTD) {
          throw GatewayException.of(
              FaultCode.NOT_WELL_FORMED, "A document type (DOCTYPE) is not taken: leave it out");
        }
        reader.next();
      }
      SoapVersion version = version(reader);
      SoapHeader header = SoapHeader.NONE;
      nextElement(reader);
      if (isEnvelopes(reader, version, "Header")) {
        header = SoapHeader.read(reader, version);
        nextElement(reader);
      }
      door.enter(version, header);
      if (!isEnvelopes(reader, version, "Body")) {
        throw notSoap("The Envelope has no Body of its version where one must stand");
      }
      XMLValidator validator = reader.validateAgainst(schema);
      try {
        nextElement(reader);
      } catch (XMLValidationException e) {
        throw unknownOperation(operations);
      }
      if (reader.getEventType() != START_ELEMENT || !operations.contains(reader.getLocalName())) {
        throw unknownOperation(operations);
      }
      if (reader.getAttributeCount() > 0) {
        throw attributes(reader.getLocation());
      }
      return new RequestReader(reader, version, validator, values);
    } catch (XMLStreamException e) {
      throw notWellFormed(e);
    }
  }

  private static SoapVersion version(XMLStreamReader2 reader) {
    return SoapVersion.ofNamespace(String.valueOf(reader.getNamespaceURI()))
        .filter(found -> reader.getLocalName().equals("Envelope"))
        .orElseThrow(
            () ->
                notSoap(
                    "The root element must be Envelope of SOAP 1.1 ("
                        + SoapVersion.SOAP_11.namespace()
                        + ") or 1.2 ("
                        + SoapVersion.SOAP_12.namespace()
                        + ")"));
  }

  private static GatewayException notSoap(String detail) {
    return GatewayException.of(FaultCode.NOT_SOAP, detail);
  }

  private static boolean isEnvelopes(XMLStreamReader2 reader, SoapVersion version, String name) {
    return reader.getEventType() == START_ELEMENT
        && reader.getLocalName().equals(name)
        && version.namespace().equals(reader.getNamespaceURI());
  }

  /** To the next start or end of an element; text between them is passed over. */
  private static void nextElement(XMLStreamReader2 reader) throws XMLStreamException {
    int event = reader.next();
    while (event != START_ELEMENT && event != END_ELEMENT) {
      event = reader.next();
    }
  }

  SoapVersion version() {
    return version;
  }

  /** Why the request cannot be done, as far as it has been read. */
  Optional<GatewayException> refusal() {
    return Optional.ofNullable(refusal);
  }

  String operation() {
    return operation;
  }

  /**
   * Reads what follows the operation, so that nothing is done for half a document.
   *
   * @return whether the whole request is right
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

  /** The runtime closes its reader behind the operation; we read on. */
  @Override
  public void close() {}

  private void follow(int event) throws XMLStreamException {
    if (event == START_ELEMENT) {
      depth++;
      if (validator == null) {
        throw behindTheOperation();
      }
      refuseAttributes();
      isValue = values.contains(getLocalName());
      valueLength = 0;
    } else if (event == END_ELEMENT) {
      depth--;
      if (depth == 0 && validator != null) {
        reader.stopValidatingAgainst(validator);
        validator = null;
      }
      isValue = false;
    } else if (event == CHARACTERS && validator == null && !isWhiteSpace()) {
      throw behindTheOperation();
    } else if (isValue && event == CHARACTERS && isTooLong()) {
      refusal =
          GatewayException.of(
              FaultCode.INVALID_REQUEST, "A value is too long" + place(getLocation()));
      throw new XMLStreamException("A value that is too long");
    }
  }

  /** A comment ends a piece of text, and not the value. */
  private boolean isTooLong() {
    valueLength += getTextLength();
    return valueLength > ValueRules.LONGEST_VALUE;
  }

  /** The contract has none; those of encodings may mean something. */
  private void refuseAttributes() throws XMLStreamException {
    if (getAttributeCount() > 0) {
      refusal = attributes(getLocation());
      throw new XMLStreamException("Attributes");
    }
  }

  private static GatewayException attributes(Location location) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "The request has attributes that the contract does not have" + place(location));
  }

  private XMLStreamException behindTheOperation() {
    refusal =
        GatewayException.of(
            FaultCode.INVALID_REQUEST,
            "Something stands behind the operation" + place(getLocation()) + ": take it out");
    return new XMLStreamException("Something behind the operation");
  }

  private void remember(XMLStreamException e) {
    if (refusal != null) {
      return;
    }
    // Better words are found where the request is made regular.
    refusal =
        e instanceof XMLValidationException
            ? GatewayException.of(
                FaultCode.INVALID_REQUEST,
                "The request does not fit the contract" + place(e.getLocation()))
            : notWellFormed(e);
  }

  static GatewayException unknownOperation(Set<String> operations) {
    return GatewayException.of(
        FaultCode.UNKNOWN_OPERATION,
        "There is no such operation in "
            + Contract.NAMESPACE
            + " here; there are "
            + String.join(", ", operations.stream().sorted().toList()));
  }

  static GatewayException notWellFormed(XMLStreamException e) {
    return GatewayException.of(
        FaultCode.NOT_WELL_FORMED,
        "The body is not well-formed XML"
            + place(e.getLocation())
            + ": send one SOAP envelope, its charset declared as it is");
  }

  private static String place(@Nullable Location location) {
    return location == null
        ? ""
        : " at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }
}
