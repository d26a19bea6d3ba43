package dev.yizhan.http;

/** How a service is spoken to; the services take all four. */
public enum Binding {
  /** SOAP 1.1. */
  SOAP_1_1,
  /** SOAP 1.2. */
  SOAP_1_2,
  /** A form in the body. */
  HTTP_POST,
  /** A form in the address, the password in it: only where nothing else is possible. */
  HTTP_GET;

  /**
   * How its requests go.
   *
   * @return POST for SOAP too
   */
  public VendorRequest.Method method() {
    return this == HTTP_GET ? VendorRequest.Method.GET : VendorRequest.Method.POST;
  }

  /**
   * Whether it is one of the SOAP versions.
   *
   * @return {@code true} for SOAP
   */
  public boolean isSoap() {
    return this == SOAP_1_1 || this == SOAP_1_2;
  }
}
