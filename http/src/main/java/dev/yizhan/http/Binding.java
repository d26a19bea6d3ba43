package dev.yizhan.http;

/** The protocols of the vendors' services. */
public enum Binding {
  SOAP_1_1("SOAP 1.1"),
  SOAP_1_2("SOAP 1.2"),
  /** A form in the body. */
  HTTP_POST("HTTP POST"),
  /** A form in the address, including the password: only for servers that accept nothing else. */
  HTTP_GET("HTTP GET");

  private final String label;

  Binding(String label) {
    this.label = label;
  }

  /** The name in configurations and answers: {@code SOAP 1.1}. */
  public String label() {
    return label;
  }

  /** POST for SOAP too. */
  public VendorRequest.Method method() {
    return this == HTTP_GET ? VendorRequest.Method.GET : VendorRequest.Method.POST;
  }

  /** Whether it is either version of SOAP. */
  public boolean isSoap() {
    return this == SOAP_1_1 || this == SOAP_1_2;
  }
}
