package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
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
 * Rewrites a request of a legacy stack so that it conforms to the contract: children in the
 * contract's order and namespace, references resolved, nil and empty elements and the attributes of
 * encodings left out.
 */
public final class NormalizedRequest {

  /** References may not multiply what was sent beyond this. */
  private static final int MOST_NODES = 200_000;

  private static final int EXTRA_CHARACTERS = 1 << 20;
  private static final int DEEPEST = 32;

  private final SoapVersion version;
  private final Map<String, XmlNode> byId = new HashMap<>();
  private final Set<XmlNode> referenced = new HashSet<>();
  private int nodes;
  private long characters;
  private final long mostCharacters;

  private NormalizedRequest(SoapVersion version, int length) {
    this.version = version;
    this.mostCharacters = EXTRA_CHARACTERS + 4L * length;
  }

  /**
   * A normalized request.
   *
   * @param envelope of the same SOAP version, in UTF-8
   * @param encoded whether the caller expects an answer in SOAP 1.1's encoded style
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  public record Normalized(byte[] envelope, boolean encoded) {}

  /**
   * Normalizes a request.
   *
   * @param body in UTF-8
   * @param operations of the service
   * @throws GatewayException if it does not fit the contract; names the first element that does not
   */
  public static Normalized of(byte[] body, ContractModel contract, Set<String> operations) {
    XmlNode envelope = XmlNode.read(body);
    SoapVersion version =
        SoapVersion.ofNamespace(envelope.namespace())
            .filter(known -> envelope.name().equals("Envelope"))
            .orElseThrow(() -> RequestFaults.notSoap("The root element is not a SOAP Envelope"));
    XmlNode content = body(envelope);
    NormalizedRequest request = new NormalizedRequest(version, body.length);
    request.index(content);
    XmlNode operation =
        content.children().stream()
            .filter(child -> operations.contains(child.name()))
            .findFirst()
            .orElseThrow(() -> RequestFaults.unknownOperation(operations));
    ByteArrayOutputStream out = new ByteArrayOutputStream(body.length);
    try {
      XMLStreamWriter xml = HardenedXml.replacingWriter(out);
      request.write(xml, operation, contract.message(operation.name()));
      request.refuseUnreferenced(content, operation);
      xml.close();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A normalized request cannot be written", e);
    }
    return new Normalized(
        out.toByteArray(), version == SoapVersion.SOAP_11 && operation.isEncodedOperation());
  }

  private static XmlNode body(XmlNode envelope) {
    List<XmlNode> bodies =
        envelope.children().stream().filter(child -> child.name().equals("Body")).toList();
    if (bodies.size() > 1) {
      throw RequestFaults.invalid("the Envelope has " + bodies.size() + " Body elements: send one");
    }
    return bodies.stream()
        .findFirst()
        .orElseThrow(() -> RequestFaults.notSoap("The Envelope has no Body"));
  }

  private void index(XmlNode content) {
    for (XmlNode child : content.children()) {
      child
          .id()
          .ifPresent(
              id -> {
                if (byId.put(id, child) != null) {
                  throw RequestFaults.invalid(
                      "two elements of the Body have the same id: references would be ambiguous");
                }
              });
    }
  }

  private void refuseUnreferenced(XmlNode content, XmlNode operation) {
    for (XmlNode child : content.children()) {
      if (child != operation && !referenced.contains(child)) {
        throw RequestFaults.invalid(
            "next to "
                + operation.name()
                + " is the unexpected element "
                + XmlText.abbreviated(child.name())
                + ": remove it");
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
        throw RequestFaults.invalid(at + " is missing: it is required");
      }
      if (found.size() > 1 && !child.repeated()) {
        throw RequestFaults.invalid(at + " occurs " + found.size() + " times: give it once");
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
      throw RequestFaults.invalid(
          path
              + " has no element "
              + XmlText.abbreviated(unknown.get())
              + "; it may have "
              + type.children().stream()
                  .map(ContractModel.Child::name)
                  .collect(Collectors.joining(", ")));
    }
  }

  /**
   * The elements that hold a value: references resolved, arrays opened, nil and empty ones left
   * out.
   */
  private List<XmlNode> present(List<XmlNode> given, ContractModel.Child child, int depth) {
    List<XmlNode> present = new ArrayList<>();
    for (XmlNode each : given) {
      XmlNode resolved = resolved(each, depth);
      if (child.repeated()
          && child.type() instanceof ContractModel.Simple
          && !resolved.children().isEmpty()) {
        for (XmlNode item : resolved.children()) {
          present.add(resolved(item, depth));
        }
      } else if (!isAbsent(resolved, child)) {
        present.add(resolved);
      }
    }
    return present;
  }

  /** Counts each visit: many references may lead to the same element. */
  private void count(XmlNode node) {
    nodes += 1 + node.children().size();
    characters += node.length();
    if (nodes > MOST_NODES || characters > mostCharacters) {
      throw RequestFaults.invalid("references expand it beyond the size limit");
    }
  }

  /** Stacks without null write an empty element. */
  private static boolean isAbsent(XmlNode node, ContractModel.Child child) {
    return node.isNil() || node.children().isEmpty() && ValueRules.isAbsent(child, node.text());
  }

  private XmlNode resolved(XmlNode node, int depth) {
    XmlNode resolved = node;
    count(node);
    for (int hops = 0; resolved.reference().isPresent(); hops++) {
      String reference = resolved.reference().get();
      String id = reference.startsWith("#") ? reference.substring(1) : reference;
      if (hops > DEEPEST || depth > DEEPEST) {
        throw RequestFaults.invalid("references are circular or nested too deeply");
      }
      resolved = byId.get(id);
      if (resolved == null) {
        throw RequestFaults.invalid(
            "an element refers to an element that is not in the Body: only #id of an element next"
                + " to the operation is followed");
      }
      referenced.add(resolved);
      count(resolved);
    }
    return resolved;
  }

  private void element(
      XMLStreamWriter xml, XmlNode node, ContractModel.Child child, String path, int depth)
      throws XMLStreamException {
    xml.writeStartElement(child.name());
    if (child.type() instanceof ContractModel.Complex complex) {
      if (!node.text().isBlank()) {
        throw RequestFaults.invalid(path + " contains text, but must contain elements");
      }
      children(xml, node, complex, path, depth);
    } else {
      String value = ValueRules.checked((ContractModel.Simple) child.type(), node, path);
      xml.writeCharacters(value);
    }
    xml.writeEndElement();
  }
}
