package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.soap.contract.Contract;
import java.util.Set;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import org.jspecify.annotations.Nullable;

/** Faults about the form of a request. They show names of elements, never values. */
public final class RequestFaults {

  private RequestFaults() {}

  static GatewayException doctype() {
    return GatewayException.of(
        FaultCode.NOT_WELL_FORMED, "A DOCTYPE (document type) is not allowed: remove it");
  }

  /** Not curable: the normalizing path reads the whole document. */
  static GatewayException beforeBody(int most, String what) {
    return GatewayException.of(
        FaultCode.REQUEST_TOO_LARGE,
        "The envelope has more than "
            + most
            + " "
            + what
            + " before its Body: send only the headers that the gateway needs");
  }

  static GatewayException notWellFormed(XMLStreamException e) {
    return GatewayException.of(
        FaultCode.NOT_WELL_FORMED,
        "The body is not well-formed XML"
            + place(e.getLocation())
            + ": send one SOAP envelope, and declare its charset correctly");
  }

  static GatewayException noCharset() {
    return GatewayException.of(
        FaultCode.NOT_WELL_FORMED,
        "The body is not valid in any possible charset (UTF-8, the declared one, GB18030): send"
            + " UTF-8");
  }

  static GatewayException malformedMultipart() {
    return GatewayException.of(
        FaultCode.NOT_WELL_FORMED,
        "The body is not multipart as its Content-Type states, with a boundary: switch MTOM and"
            + " attachments off");
  }

  static GatewayException attachments(int parts) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "The request is multipart with "
            + parts
            + " parts, and the gateway takes no attachments: switch MTOM off, and put texts into"
            + " the elements");
  }

  static GatewayException unknownEncoding(String encoding) {
    return GatewayException.of(
        FaultCode.NOT_WELL_FORMED,
        "The Content-Encoding "
            + XmlText.abbreviated(XmlText.sanitized(encoding))
            + " is not supported: use gzip or deflate, or none");
  }

  static GatewayException notSoap(String detail) {
    return GatewayException.of(FaultCode.NOT_SOAP, detail);
  }

  static GatewayException unknownOperation(Set<String> operations) {
    return GatewayException.of(
        FaultCode.UNKNOWN_OPERATION,
        "The Body has no operation of "
            + Contract.NAMESPACE
            + " that this address knows: call one of "
            + String.join(", ", operations.stream().sorted().toList()));
  }

  public static GatewayException notAllowed(String operation) {
    return GatewayException.of(
        FaultCode.NOT_ALLOWED,
        "This consumer may not call " + operation + ": ask the gateway's operator");
  }

  static GatewayException attributes(Location location) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "The request has attributes, and the contract defines none" + place(location));
  }

  /** Before anything is done: its sender could not read the contract's response. */
  public static GatewayException encoded() {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "The request is in rpc/encoded style, which this gateway refuses; nothing was done. Generate"
            + " the client from ?wsdl11, or send document/literal without encodingStyle");
  }

  static GatewayException unexpectedContent(Location location) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST,
        "Unexpected content after the operation element" + place(location) + ": remove it");
  }

  /** The normalizing path replaces this by a fault that names the element and the rule. */
  static GatewayException invalid(Location location) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST, "The request does not fit the contract" + place(location));
  }

  static GatewayException invalid(String what) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST, "The request does not fit the contract: " + what);
  }

  private static String place(@Nullable Location location) {
    return location == null
        ? ""
        : " at line " + location.getLineNumber() + ", column " + location.getColumnNumber();
  }
}
