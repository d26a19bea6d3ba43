package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.soap.HardenedXml;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * A request as legacy stacks send it, made regular: children in the contract's order and namespace,
 * references resolved, nil and empty ones left out, attributes of encodings gone. It is done for
 * those requests only that do not fit the contract as they came; what still does not fit is said in
 * words.
 */
final class RegularRequest {

  /** References may not multiply what was sent. */
  private static final int MOST_NODES = 200_000;

  private static final int SOME_CHARACTERS = 1 << 20;
  private static final int DEEPEST = 32;

  private final SoapVersion version;
  private final Map<String, XmlNode> byId = new HashMap<>();
  private final Set<XmlNode> referenced = new HashSet<>();
  private int nodes;
  private long characters;
  private final long mostCharacters;

  private RegularRequest(SoapVersion version, int length) {
    this.version = version;
    this.mostCharacters = SOME_CHARACTERS + 4L * length;
  }

  /**
   * Makes a request regular.
   *
   * @param body in UTF-8
   * @param contract what requests look like
   * @param operations of the service
   * @return an envelope of the same version, in UTF-8
   * @throws GatewayException where it cannot be; the first thing that is wrong is named
   */
  static byte[] of(byte[] body, ContractModel contract, Set<String> operations) {
    XmlNode envelope = XmlNode.read(body);
    SoapVersion version =
        SoapVersion.ofNamespace(envelope.namespace())
            .filter(known -> envelope.name().equals("Envelope"))
            .orElseThrow(() -> GatewayException.of(FaultCode.NOT_SOAP, "No envelope"));
    XmlNode content =
        envelope.children().stream()
            .filter(child -> child.name().equals("Body"))
            .findFirst()
            .orElseThrow(() -> GatewayException.of(FaultCode.NOT_SOAP, "The Envelope has no Body"));
    RegularRequest request = new RegularRequest(version, body.length);
    request.index(content);
    XmlNode operation =
        content.children().stream()
            .filter(child -> operations.contains(child.name()))
            .findFirst()
            .orElseThrow(() -> RequestReader.unknownOperation(operations));
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    try {
      XMLStreamWriter xml = HardenedXml.replacingWriter(out);
      request.write(xml, operation, contract.message(operation.name()));
      request.refuseOthers(content, operation);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A regular request cannot be written", e);
    }
    return out.toByteArray();
  }

  private void index(XmlNode content) {
    for (XmlNode child : content.children()) {
      child
          .id()
          .ifPresent(
              id -> {
                if (byId.put(id, child) != null) {
                  throw invalid(
                      "two elements of the Body have one id: references would be unclear");
                }
              });
    }
  }

  /** What stands beside the operation must have been meant by a reference. */
  private void refuseOthers(XmlNode content, XmlNode operation) {
    for (XmlNode child : content.children()) {
      if (child != operation && !referenced.contains(child)) {
        throw invalid(
            "beside "
                + operation.name()
                + " stands "
                + XmlText.cut(child.name())
                + ": take it out");
      }
    }
  }

  private void write(XMLStreamWriter xml, XmlNode operation, ContractModel.Complex type)
      throws XMLStreamException {
    xml.writeStartDocument("UTF-8", "1.0");
    xml.writeStartElement("s", "Envelope", version.namespace());
    xml.writeNamespace("s", version.namespace());
    xml.writeStartElement("s", "Body", version.namespace());
    xml.writeStartElement(operation.name());
    xml.writeDefaultNamespace(Contract.NAMESPACE);
    children(xml, operation, type, operation.name(), 1);
    xml.writeEndDocument();
  }

  private void children(
      XMLStreamWriter xml, XmlNode parent, ContractModel.Complex type, String path, int depth)
      throws XMLStreamException {
    Map<String, List<XmlNode>> given = new HashMap<>();
    for (XmlNode child : parent.children()) {
      given.computeIfAbsent(child.name(), name -> new ArrayList<>()).add(child);
    }
    refuseUnknown(given.keySet(), type, path);
    for (ContractModel.Child child : type.children()) {
      List<XmlNode> found = present(given.getOrDefault(child.name(), List.of()), child, depth);
      String at = path + "/" + child.name();
      if (found.isEmpty() && !child.optional()) {
        throw invalid(at + " is missing: it must be there");
      }
      if (found.size() > 1 && !child.repeated()) {
        throw invalid(at + " stands there " + found.size() + " times: give it once");
      }
      for (XmlNode each : found) {
        element(xml, each, child, at, depth + 1);
      }
    }
  }

  private static void refuseUnknown(Set<String> given, ContractModel.Complex type, String path) {
    Set<String> known =
        type.children().stream().map(ContractModel.Child::name).collect(Collectors.toSet());
    Optional<String> unknown =
        given.stream().filter(name -> !known.contains(name)).sorted().findFirst();
    if (unknown.isPresent()) {
      throw invalid(
          path
              + " has no element "
              + XmlText.cut(unknown.get())
              + "; it may have "
              + type.children().stream()
                  .map(ContractModel.Child::name)
                  .collect(Collectors.joining(", ")));
    }
  }

  /** Those that say something: references resolved, arrays opened, nil and empty ones left out. */
  private List<XmlNode> present(List<XmlNode> given, ContractModel.Child child, int depth) {
    List<XmlNode> present = new ArrayList<>();
    for (XmlNode each : given) {
      XmlNode meant = meant(each, depth);
      if (child.repeated()
          && child.type() instanceof ContractModel.Simple
          && !meant.children().isEmpty()) {
        for (XmlNode item : meant.children()) {
          present.add(meant(item, depth));
        }
      } else if (!isAbsent(meant, child)) {
        present.add(meant);
      }
    }
    return present;
  }

  /** Whatever is looked at counts, each time: references may lead to the same again and again. */
  private void count(XmlNode node) {
    nodes += 1 + node.children().size();
    characters += node.length();
    if (nodes > MOST_NODES || characters > mostCharacters) {
      throw invalid("references make it longer than it may be");
    }
  }

  /** Stacks without null write an empty element for it. */
  private static boolean isAbsent(XmlNode node, ContractModel.Child child) {
    return node.isNil() || child.optional() && node.children().isEmpty() && node.text().isBlank();
  }

  private XmlNode meant(XmlNode node, int depth) {
    XmlNode meant = node;
    count(node);
    for (int hops = 0; meant.reference().isPresent(); hops++) {
      String reference = meant.reference().get();
      String id = reference.startsWith("#") ? reference.substring(1) : reference;
      if (hops > DEEPEST || depth > DEEPEST) {
        throw invalid("references go round in a circle, or too deep");
      }
      meant = byId.get(id);
      if (meant == null) {
        throw invalid(
            "an element refers to something that is not in the Body: only #id of an element beside"
                + " the operation is followed");
      }
      referenced.add(meant);
      count(meant);
    }
    return meant;
  }

  private void element(
      XMLStreamWriter xml, XmlNode node, ContractModel.Child child, String path, int depth)
      throws XMLStreamException {
    xml.writeStartElement(child.name());
    if (child.type() instanceof ContractModel.Complex complex) {
      if (!node.text().isBlank()) {
        throw invalid(path + " has text, and must have elements");
      }
      children(xml, node, complex, path, depth);
    } else {
      String value = ValueRules.checked((ContractModel.Simple) child.type(), node, path);
      xml.writeCharacters(value);
    }
    xml.writeEndElement();
  }

  static GatewayException invalid(String what) {
    return GatewayException.of(
        FaultCode.INVALID_REQUEST, "The request does not fit the contract: " + what);
  }
}
