package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * The Header of a request. Only a WS-Security UsernameToken with a clear-text password is
 * understood. Other headers are ignored unless they have {@code mustUnderstand}.
 */
record SoapHeader(Optional<String> user, Optional<String> password) {

  static final SoapHeader NONE = new SoapHeader(Optional.empty(), Optional.empty());

  private static final QName SECURITY =
      new QName(
          "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd",
          "Security");
  private static final Set<String> OUR_ROLES =
      Set.of(
          "",
          "http://schemas.xmlsoap.org/soap/actor/next",
          "http://www.w3.org/2003/05/soap-envelope/role/next",
          "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver");

  /** Shows no credentials. */
  @Override
  public String toString() {
    return "SoapHeader";
  }

  /**
   * Reads a Header to its end.
   *
   * @param reader at the start of the Header
   * @throws GatewayException if a header has {@code mustUnderstand} and is not understood
   */
  static SoapHeader read(XMLStreamReader reader, SoapVersion version) throws XMLStreamException {
    SoapHeader header = NONE;
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
        QName name = reader.getName();
        if (name.equals(SECURITY)) {
          SoapHeader found = token(reader);
          header = found.user().isPresent() ? found : header;
        } else {
          if (mustBeUnderstood(reader, version)) {
            throw notUnderstood(name);
          }
          skip(reader);
        }
      }
    }
    return header;
  }

  private static boolean mustBeUnderstood(XMLStreamReader reader, SoapVersion version) {
    String must = attribute(reader, version, "mustUnderstand").strip();
    String who = attribute(reader, version, version == SoapVersion.SOAP_11 ? "actor" : "role");
    return (must.equals("1") || must.equals("true")) && OUR_ROLES.contains(who.strip());
  }

  private static String attribute(XMLStreamReader reader, SoapVersion version, String name) {
    String value = reader.getAttributeValue(version.namespace(), name);
    return value == null ? "" : value;
  }

  private static GatewayException notUnderstood(QName name) {
    return GatewayException.of(
        FaultCode.MUST_UNDERSTAND,
        "The header "
            + XmlText.abbreviated(name.getLocalPart())
            + " of "
            + XmlText.abbreviated(name.getNamespaceURI())
            + " has mustUnderstand and is not supported: remove it, or its mustUnderstand");
  }

  /** Reads a Security header. The first of several tokens counts. */
  private static SoapHeader token(XMLStreamReader reader) throws XMLStreamException {
    @Nullable String user = null;
    @Nullable String password = null;
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        depth++;
        boolean isSecurity = SECURITY.getNamespaceURI().equals(reader.getNamespaceURI());
        if (isSecurity && reader.getLocalName().equals("Username") && user == null) {
          user = reader.getElementText();
          depth--;
        } else if (isSecurity && reader.getLocalName().equals("Password") && password == null) {
          refuseDigest(reader.getAttributeValue(null, "Type"));
          password = reader.getElementText();
          depth--;
        }
      }
    }
    return new SoapHeader(
        Optional.ofNullable(user).map(String::strip), Optional.ofNullable(password));
  }

  private static void refuseDigest(@Nullable String type) {
    if (type != null && !type.strip().endsWith("#PasswordText")) {
      throw GatewayException.of(
          FaultCode.NOT_AUTHENTICATED,
          "The UsernameToken has a PasswordDigest, which cannot be checked against a hashed"
              + " password: send PasswordText over TLS, or HTTP Basic");
    }
  }

  private static void skip(XMLStreamReader reader) throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      depth +=
          event == XMLStreamConstants.START_ELEMENT
              ? 1
              : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
    }
  }
}
