package dev.yizhan.gateway.callback;

import dev.yizhan.soap.HardenedXml;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What the content of an answer to a callback by SOAP is. */
enum SoapAnswer {
  /** An envelope with {@code ReceiveRecordsResponse}. */
  RESPONSE,
  /** A fault because of the request: Client or Sender. */
  CLIENT_FAULT,
  /** Any other fault. */
  SERVER_FAULT,
  /** Nothing, no whole envelope, or another response. */
  OTHER;

  private static final QName RESPONSE_NAME =
      new QName(SoapForm.NAMESPACE, SoapForm.OPERATION + "Response");

  /** Reads an answer of either SOAP version, to its end. */
  static SoapAnswer read(byte[] content) {
    try {
      XMLStreamReader in = HardenedXml.reader(content);
      List<QName> path = new ArrayList<>();
      Optional<SoapAnswer> found = Optional.empty();
      while (in.hasNext()) {
        switch (in.next()) {
          case XMLStreamConstants.START_ELEMENT -> {
            path.add(in.getName());
            found = found.or(() -> child(path));
          }
          case XMLStreamConstants.END_ELEMENT -> path.remove(path.size() - 1);
          case XMLStreamConstants.CHARACTERS -> {
            if (found.filter(SERVER_FAULT::equals).isPresent() && isCode(path)) {
              found = Optional.of(fault(in.getText()));
            }
          }
          default -> {
            // Comments and the like say nothing.
          }
        }
      }
      return found.orElse(OTHER);
    } catch (XMLStreamException | RuntimeException e) {
      return OTHER;
    }
  }

  /** Of an element that is the first one in the Body. */
  private static Optional<SoapAnswer> child(List<QName> path) {
    if (path.size() != 3 || !isEnvelope(path)) {
      return Optional.empty();
    }
    QName name = path.get(2);
    boolean isFault = name.equals(new QName(path.get(0).getNamespaceURI(), "Fault"));
    return Optional.of(isFault ? SERVER_FAULT : name.equals(RESPONSE_NAME) ? RESPONSE : OTHER);
  }

  private static boolean isEnvelope(List<QName> path) {
    String namespace = path.get(0).getNamespaceURI();
    return (namespace.equals(SoapForm.SOAP_11) || namespace.equals(SoapForm.SOAP_12))
        && path.get(0).getLocalPart().equals("Envelope")
        && path.get(1).equals(new QName(namespace, "Body"));
  }

  /** {@code Fault/faultcode} or {@code Fault/Code/Value}, but no sub-code. */
  private static boolean isCode(List<QName> path) {
    List<String> names = path.stream().skip(2).map(QName::getLocalPart).toList();
    return names.equals(List.of("Fault", "faultcode"))
        || names.equals(List.of("Fault", "Code", "Value"));
  }

  private static SoapAnswer fault(String code) {
    String name = code.strip().replaceFirst(".*:", "");
    boolean isClients =
        name.equals("Sender") || name.equals("Client") || name.startsWith("Client.");
    return isClients ? CLIENT_FAULT : SERVER_FAULT;
  }
}
