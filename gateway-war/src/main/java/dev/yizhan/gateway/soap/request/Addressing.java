package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.soap.contract.Contract;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * What a response says to a request with WS-Addressing headers (W3C WS-Addressing 1.0, as WCF's
 * {@code wsHttpBinding} sends them). The response goes back on the same connection.
 *
 * @param messageId of the request, for {@code RelatesTo}
 */
public record Addressing(Optional<String> messageId) {

  static final String NAMESPACE = "http://www.w3.org/2005/08/addressing";
  public static final QName ACTION = new QName(NAMESPACE, "Action", "wsa");
  public static final QName RELATES_TO = new QName(NAMESPACE, "RelatesTo", "wsa");

  /** The action of faults that the contract does not declare for the operation. */
  private static final String SOAP_FAULT = NAMESPACE + "/soap/fault";

  /** The default action of WS-Addressing Metadata 4.4.4 for the output of an operation. */
  public static String action(String service, String operation) {
    return Contract.NAMESPACE + ":" + service + ":" + operation + "Response";
  }

  /**
   * The default action of WS-Addressing Metadata 4.4.4 for a fault.
   *
   * @param operation empty if it is not known
   */
  public static String faultAction(String service, Optional<String> operation) {
    return operation
        .map(name -> Contract.NAMESPACE + ":" + service + ":" + name + ":Fault:" + Contract.FAULT)
        .orElse(SOAP_FAULT);
  }
}
