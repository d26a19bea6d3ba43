package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.soap.HardenedXml;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.util.StreamReaderDelegate;
import org.codehaus.stax2.XMLStreamReader2;
import org.codehaus.stax2.validation.XMLValidationException;
import org.codehaus.stax2.validation.XMLValidationSchema;
import org.codehaus.stax2.validation.XMLValidator;
import org.jspecify.annotations.Nullable;

/**
 * A request as it is read, once: it validates what stands in the Body while the JAX-WS runtime
 * reads it, and remembers why the reading broke off, so that the caller can be told.
 */
final class RequestReader extends StreamReaderDelegate {

  private static final int BODY = 1;
  private static final Pattern VALUE =
      Pattern.compile("Unknown reason \\(at end element </(\\w+)>\\)");

  private final XMLStreamReader2 reader;
  private final SoapVersion version;
  private final XMLValidationSchema schema;
  private final Set<String> operations;
  private int depth;
  private @Nullable XMLValidator validator;
  private boolean bodySeen;
  private boolean operationEnded;
  private @Nullable String operation;
  private @Nullable GatewayException refusal;

  private RequestReader(
      XMLStreamReader2 reader,
      SoapVersion version,
      XMLValidationSchema schema,
      Set<String> operations) {
    super(reader);
    this.reader = reader;
    this.version = version;
    this.schema = schema;
    this.operations = operations;
  }

  /**
   * Begins to read; the root element tells the version.
   *
   * @throws GatewayException where this is no envelope
   */
  static RequestReader of(byte[] body, XMLValidationSchema schema, Set<String> operations) {
    try {
      XMLStreamReader2 reader = HardenedXml.reader(body);
      while (reader.getEventType() != START_ELEMENT) {
        if (reader.getEventType() == DTD) {
          throw GatewayException.of(
              FaultCode.NOT_WELL_FORMED, "A document type (DOCTYPE) is not taken: leave it out");
        }
        reader.next();
      }
      SoapVersion version =
          SoapVersion.ofNamespace(String.valueOf(reader.getNamespaceURI()))
              .filter(found -> reader.getLocalName().equals("Envelope"))
              .orElseThrow(
                  () ->
                      GatewayException.of(
                          FaultCode.NOT_SOAP,
                          "The root element must be Envelope of SOAP 1.1 ("
                              + SoapVersion.SOAP_11.namespace()
                              + ") or 1.2 ("
                              + SoapVersion.SOAP_12.namespace()
                              + ")"));
      return new RequestReader(reader, version, schema, operations);
    } catch (XMLStreamException e) {
      throw notWellFormed(e);
    }
  }

  SoapVersion version() {
    return version;
  }

  /** Why the request cannot be done, as far as it has been read. */
  Optional<GatewayException> refusal() {
    return Optional.ofNullable(refusal);
  }

  /**
   * Whether an operation of ours was found; without one the runtime's own answer is of no use to
   * the caller.
   */
  boolean hasOperation() {
    return operation != null && operations.contains(operation);
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
      if (operationEnded) {
        throw behindTheOperation();
      }
      if (depth == BODY && !bodySeen && getLocalName().equals("Body")) {
        bodySeen = true;
        validator = reader.validateAgainst(schema);
      } else if (depth == BODY + 1 && bodySeen) {
        operation = getLocalName();
      }
    } else if (event == END_ELEMENT) {
      depth--;
      if (depth == BODY && operation != null && validator != null) {
        operationEnded = true;
        reader.stopValidatingAgainst(validator);
        validator = null;
      }
    } else if (event == CHARACTERS && operationEnded && !isWhiteSpace()) {
      throw behindTheOperation();
    }
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
    if (!(e instanceof XMLValidationException invalid)) {
      refusal = notWellFormed(e);
    } else if (operation == null
        && reader.getEventType() == START_ELEMENT
        && !operations.contains(reader.getLocalName())) {
      refusal = unknownOperation(operations);
    } else {
      refusal =
          GatewayException.of(
              FaultCode.INVALID_REQUEST,
              "The request does not fit the contract"
                  + place(invalid.getLocation())
                  + ": "
                  + rule(invalid.getValidationProblem().getMessage()));
    }
  }

  /** The validator has no words for a value that is too short or too long. */
  private static String rule(String message) {
    Matcher ending = VALUE.matcher(message);
    return ending.matches()
        ? "the value of " + ending.group(1) + " is empty, too long, or not one that it may have"
        : message;
  }

  static GatewayException unknownOperation(Set<String> operations) {
    return GatewayException.of(
        FaultCode.UNKNOWN_OPERATION,
        "There is no such operation in "
            + Contract.NAMESPACE
            + " here; there are "
            + String.join(", ", operations.stream().sorted().toList()));
  }

  private static GatewayException notWellFormed(XMLStreamException e) {
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
