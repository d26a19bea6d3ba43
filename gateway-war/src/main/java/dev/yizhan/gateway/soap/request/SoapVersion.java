package dev.yizhan.gateway.soap.request;

import com.sun.xml.ws.api.SOAPVersion;
import java.util.Optional;

/** A SOAP version, known by the namespace of a request's root element. */
public enum SoapVersion {
  SOAP_11("http://schemas.xmlsoap.org/soap/envelope/", "text/xml"),
  SOAP_12("http://www.w3.org/2003/05/soap-envelope", "application/soap+xml");

  private final String namespace;
  private final String contentType;

  SoapVersion(String namespace, String contentType) {
    this.namespace = namespace;
    this.contentType = contentType;
  }

  public SOAPVersion runtimeVersion() {
    return this == SOAP_11 ? SOAPVersion.SOAP_11 : SOAPVersion.SOAP_12;
  }

  public String namespace() {
    return namespace;
  }

  /** With the charset of all responses. */
  public String contentType() {
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
  public static SoapVersion ofContentType(String contentType) {
    return contentType.contains(SOAP_12.contentType) ? SOAP_12 : SOAP_11;
  }
}
