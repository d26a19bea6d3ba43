package dev.yizhan.gateway.soap;

import com.sun.xml.ws.api.SOAPVersion;
import java.util.Optional;

/** A SOAP version, known by the namespace of a request's root element. */
enum SoapVersion {
  SOAP_11("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
  SOAP_12("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

  private final String namespace;
  private final String contentType;

  SoapVersion(String namespace, String contentType) {
    this.namespace = namespace;
    this.contentType = contentType;
  }

  SOAPVersion runtimeVersion() {
    return this == SOAP_11 ? SOAPVersion.SOAP_11 : SOAPVersion.SOAP_12;
  }

  String namespace() {
    return namespace;
  }

  /** With the charset of all responses. */
  String contentType() {
    return contentType + "; charset=utf-8";
  }

  static Optional<SoapVersion> ofNamespace(String namespace) {
    for (SoapVersion version : values()) {
      if (version.namespace.equals(namespace)) {
        return Optional.of(version);
      }
    }
    return Optional.empty();
  }

  /** For faults before the body is read. */
  static SoapVersion ofContentType(String contentType) {
    return contentType.contains(SOAP_12.contentType) ? SOAP_12 : SOAP_11;
  }
}
