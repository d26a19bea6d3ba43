package dev.yizhan.gateway.soap;

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
import org.codehaus.stax2.XMLStreamReader2;
import org.jspecify.annotations.Nullable;

/** An element of a request in memory, without the attributes that have no meaning here. */
final class XmlNode {

  private static final String INSTANCE = "http://www.w3.org/2001/XMLSchema-instance";
  private static final Set<String> ENCODINGS =
      Set.of(
          "",
          "http://schemas.xmlsoap.org/soap/encoding/",
          "http://www.w3.org/2003/05/soap-encoding");

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
  static XmlNode read(byte[] document) {
    Deque<XmlNode> open = new ArrayDeque<>();
    @Nullable XmlNode root = null;
    try {
      XMLStreamReader2 reader = HardenedXml.utf8Reader(document);
      for (int event = reader.getEventType(); event != XMLStreamConstants.END_DOCUMENT; ) {
        XmlNode top = open.peek();
        if (event == XMLStreamConstants.DTD) {
          throw RequestFaults.doctype();
        } else if (event == XMLStreamConstants.START_ELEMENT) {
          XmlNode node = started(reader);
          if (top == null) {
            root = node;
          } else {
            top.children.add(node);
          }
          open.push(node);
        } else if (event == XMLStreamConstants.END_ELEMENT) {
          open.pop();
        } else if (event == XMLStreamConstants.CHARACTERS && top != null) {
          top.text.append(reader.getText());
        }
        event = reader.next();
      }
    } catch (XMLStreamException e) {
      throw RequestFaults.notWellFormed(e);
    }
    if (root == null) {
      throw new IllegalStateException("The document has no root element");
    }
    return root;
  }

  private static XmlNode started(XMLStreamReader2 reader) {
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
      }
    }
    return node;
  }

  String namespace() {
    return namespace;
  }

  String name() {
    return name;
  }

  List<XmlNode> children() {
    return children;
  }

  String text() {
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
