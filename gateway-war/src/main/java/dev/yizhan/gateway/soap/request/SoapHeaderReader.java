package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.Credentials;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Optional;
import java.util.Set;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/** Reads a Header to its end. The first reason to refuse it is kept, and the rest is read. */
public final class SoapHeaderReader {

  private static final String SECURITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
  private static final String UTILITY =
      "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
  private static final Set<String> OUR_ROLES =
      Set.of(
          "",
          "http://schemas.xmlsoap.org/soap/actor/next",
          "http://www.w3.org/2003/05/soap-envelope/role/next",
          "http://www.w3.org/2003/05/soap-envelope/role/ultimateReceiver");

  /** Responses go to the caller, whatever address is given, if it is one of these. */
  private static final Set<String> CALLER =
      Set.of(Addressing.NAMESPACE + "/anonymous", Addressing.NAMESPACE + "/none");

  private final XMLStreamReader reader;
  private final SoapVersion version;
  private @Nullable String user;
  private @Nullable String password;
  private @Nullable Instant expires;
  private @Nullable String messageId;
  private boolean isAddressed;
  private int tokens;
  private @Nullable QName notUnderstood;
  private @Nullable GatewayException refusal;

  private SoapHeaderReader(XMLStreamReader reader, SoapVersion version) {
    this.reader = reader;
    this.version = version;
  }

  /**
   * Reads a Header.
   *
   * @param reader at the start of the Header; afterwards at its end
   * @throws XMLStreamException if it is not well-formed
   */
  static SoapHeader read(XMLStreamReader reader, SoapVersion version) throws XMLStreamException {
    SoapHeaderReader header = new SoapHeaderReader(reader, version);
    while (reader.next() != XMLStreamConstants.END_ELEMENT) {
      if (reader.getEventType() == XMLStreamConstants.START_ELEMENT) {
        header.block();
      }
    }
    return header.header();
  }

  private SoapHeader header() {
    String name = user;
    return new SoapHeader(
        name == null
            ? Optional.empty()
            : Optional.of(new Credentials(name.strip(), password == null ? "" : password)),
        Optional.ofNullable(expires),
        isAddressed
            ? Optional.of(new Addressing(Optional.ofNullable(messageId)))
            : Optional.empty(),
        Optional.ofNullable(notUnderstood),
        Optional.ofNullable(refusal));
  }

  private void block() throws XMLStreamException {
    QName name = reader.getName();
    boolean isOurs =
        OUR_ROLES.contains(attribute(version == SoapVersion.SOAP_11 ? "actor" : "role").strip());
    String must = attribute("mustUnderstand").strip();
    if (isOurs && name.equals(new QName(SECURITY, "Security"))) {
      security();
    } else if (isOurs && name.getNamespaceURI().equals(Addressing.NAMESPACE)) {
      addressing(name);
    } else if (isOurs && (must.equals("1") || must.equals("true"))) {
      doNotUnderstand(name, "is not supported: remove it, or its mustUnderstand");
      skip();
    } else {
      skip();
    }
  }

  private String attribute(String name) {
    String value = reader.getAttributeValue(version.namespace(), name);
    return value == null ? "" : value;
  }

  private void doNotUnderstand(QName name, String why) {
    notUnderstood = notUnderstood == null ? name : notUnderstood;
    refuse(
        FaultCode.MUST_UNDERSTAND,
        "The header "
            + XmlText.abbreviated(name.getLocalPart())
            + " of "
            + XmlText.abbreviated(name.getNamespaceURI())
            + " "
            + why);
  }

  private void refuse(FaultCode code, String detail) {
    refusal = refusal == null ? GatewayException.of(code, detail) : refusal;
  }

  private void addressing(QName name) throws XMLStreamException {
    isAddressed = true;
    switch (name.getLocalPart()) {
      case "MessageID" -> messageId = reader.getElementText().strip();
      case "ReplyTo", "FaultTo" -> {
        if (!isCaller()) {
          doNotUnderstand(
              name,
              "has an address other than "
                  + Addressing.NAMESPACE
                  + "/anonymous: responses go back to the caller only");
        }
      }
      default -> skip();
    }
  }

  /** Reads an endpoint reference: whether its address is the caller. */
  private boolean isCaller() throws XMLStreamException {
    boolean isCaller = false;
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT
          && depth == 1
          && reader.getName().equals(new QName(Addressing.NAMESPACE, "Address"))) {
        isCaller = CALLER.contains(reader.getElementText().strip());
      } else {
        depth += change(event);
      }
    }
    return isCaller;
  }

  private void security() throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      int event = reader.next();
      if (event == XMLStreamConstants.START_ELEMENT && readsWhole(reader.getName())) {
        continue;
      }
      depth += change(event);
    }
  }

  /** Whether the element was read to its end. */
  private boolean readsWhole(QName name) throws XMLStreamException {
    if (name.equals(new QName(SECURITY, "UsernameToken"))) {
      tokens++;
      if (tokens > 1) {
        refuse(
            FaultCode.NOT_AUTHENTICATED,
            "The Header has several UsernameTokens, so it is not clear who calls: send one");
      }
      return false;
    }
    if (name.equals(new QName(SECURITY, "Username"))) {
      user = reader.getElementText();
      return true;
    }
    if (name.equals(new QName(SECURITY, "Password"))) {
      refuseDigest(reader.getAttributeValue(null, "Type"));
      password = reader.getElementText();
      return true;
    }
    if (name.equals(new QName(UTILITY, "Expires"))) {
      expires = instant(reader.getElementText().strip());
      return true;
    }
    return false;
  }

  private void refuseDigest(@Nullable String type) {
    if (type != null && !type.strip().endsWith("#PasswordText")) {
      refuse(
          FaultCode.NOT_AUTHENTICATED,
          "The UsernameToken has a PasswordDigest, which cannot be checked against a hashed"
              + " password: send PasswordText over TLS, or HTTP Basic");
    }
  }

  /** A time without a zone is UTC, as WS-Security recommends. */
  private @Nullable Instant instant(String text) {
    try {
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(text, Instant::from, LocalDateTime::from);
      return time instanceof LocalDateTime local
          ? local.toInstant(ZoneOffset.UTC)
          : Instant.from(time);
    } catch (DateTimeException e) {
      refuse(
          FaultCode.NOT_AUTHENTICATED,
          "Expires of the Security header's Timestamp is no time, as in 2026-01-31T08:00:00Z");
      return null;
    }
  }

  private void skip() throws XMLStreamException {
    int depth = 1;
    while (depth > 0) {
      depth += change(reader.next());
    }
  }

  private static int change(int event) {
    return event == XMLStreamConstants.START_ELEMENT
        ? 1
        : event == XMLStreamConstants.END_ELEMENT ? -1 : 0;
  }
}
