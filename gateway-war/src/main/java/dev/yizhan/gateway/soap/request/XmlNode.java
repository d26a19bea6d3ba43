package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.soap.HardenedXml;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/** An element of a request in memory, without the attributes that have no meaning here. */
public final class XmlNode {

  /** The encoded style of SOAP 1.1. */
  public static final String ENCODING = "http://schemas.xmlsoap.org/soap/encoding/";

  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final Set<String> ENCODINGS =
      Set.of("", ENCODING, "http://www.w3.org/2003/05/soap-encoding");

  private final String namespace;
  private final String name;
  private final Map<String, String> attributes = new HashMap<>();
  private final List<XmlNode> children = new ArrayList<>();
  private final StringBuilder text = new StringBuilder();

  private XmlNode(String namespace, String name) {
    this.namespace = namespace;
    this.name = name;
  }

  /**
   * Returns the root element of a document.
   *
   * @param document in UTF-8
   * @throws GatewayException if it is not well-formed or has a DOCTYPE
   */
  public static XmlNode read(byte[] document) {
    try {
      XMLStreamReader2 reader = HardenedXml.utf8Reader(document);
      XmlNode root = read(reader);
      while (reader.getEventType() != XMLStreamConstants.END_DOCUMENT) {
        reader.next();
      }
      return root;
    } catch (XMLStreamException e) {
      throw RequestFaults.notWellFormed(e);
    }
  }

  /**
   * Returns the next element of a reader, which then is at its end.
   *
   * @throws GatewayException if there is a DOCTYPE before it
   */
  public static XmlNode read(XMLStreamReader reader) throws XMLStreamException {
    Deque<XmlNode> open = new ArrayDeque<>();
    @Nullable XmlNode closed = null;
    for (int event = reader.getEventType(); ; event = reader.next()) {
      XmlNode top = open.peek();
      if (event == XMLStreamConstants.DTD) {
        throw RequestFaults.doctype();
      } else if (event == XMLStreamConstants.START_ELEMENT) {
        XmlNode node = started(reader);
        if (top != null) {
          top.children.add(node);
        }
        open.push(node);
      } else if (event == XMLStreamConstants.END_ELEMENT) {
        closed = open.pop();
        if (open.isEmpty()) {
          return closed;
        }
      } else if (event == XMLStreamConstants.CHARACTERS && top != null) {
        top.text.append(reader.getText());
      }
    }
  }

  private static XmlNode started(XMLStreamReader reader) {
    XmlNode node =
        new XmlNode(
            reader.getNamespaceURI() == null ? "" : reader.getNamespaceURI(),
            reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      String space = reader.getAttributeNamespace(i);
      if (space == null || ENCODINGS.contains(space)) {
        node.attributes.put(reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      } else if (space.equals(INSTANCE)) {
        node.attributes.put("xsi:" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      } else if (space.equals(SoapVersion.SOAP_11.namespace())) {
        node.attributes.put("soap:" + reader.getAttributeLocalName(i), reader.getAttributeValue(i));
      }
    }
    return node;
  }

  String namespace() {
    return namespace;
  }

  public String name() {
    return name;
  }

  public List<XmlNode> children() {
    return children;
  }

  public List<XmlNode> children(String named) {
    return children.stream().filter(child -> child.name.equals(named)).toList();
  }

  /**
   * Whether an operation is in SOAP 1.1's encoded style, as Axis 1's {@code Call} and Apache SOAP
   * write it: it states the style itself, and its parameters have types. Stacks that read any
   * answer (PHP, SOAP::Lite) state it on the Envelope.
   */
  boolean isEncodedOperation() {
    String styles = attributes.getOrDefault("soap:encodingStyle", "").strip();
    return List.of(styles.split("\\s+")).contains(ENCODING)
        && (children.isEmpty()
            || children.stream()
                .anyMatch(
                    child ->
                        child.attributes.containsKey("xsi:type") || child.reference().isPresent()));
  }

  public String text() {
    return text.toString();
  }

  /** Length of {@link #text}, in UTF-16 code units. */
  int length() {
    return text.length();
  }

  /** The id by which references name it. */
  Optional<String> id() {
    return Optional.ofNullable(attributes.get("id"));
  }

  /**
   * The element that holds the content instead: {@code href} of SOAP 1.1, {@code ref} of SOAP 1.2.
   */
  Optional<String> reference() {
    return Optional.ofNullable(attributes.get("href"))
        .or(() -> Optional.ofNullable(attributes.get("ref")));
  }

  /** Some stacks write every text that is not ASCII as Base64. */
  boolean isBase64() {
    String type = attributes.getOrDefault("xsi:type", "").strip();
    String local = type.substring(type.indexOf(':') + 1);
    return local.equals("base64Binary") || local.equals("base64");
  }

  boolean isNil() {
    String nil =
        attributes.getOrDefault("xsi:nil", attributes.getOrDefault("xsi:null", "")).strip();
    return nil.equals("true") || nil.equals("1");
  }
}
