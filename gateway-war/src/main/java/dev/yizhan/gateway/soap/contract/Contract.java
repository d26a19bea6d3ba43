package dev.yizhan.gateway.soap.contract;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * {@code gateway.wsdl}, cut to one of its services. Many stacks use the first service that they
 * find, some the first port, and some fail on a SOAP 1.2 port.
 */
public final class Contract {

  public static final String NAMESPACE = "urn:yizhan:sms:1";

  /** The name of the fault, of its message and of its element. */
  public static final String FAULT = "GatewayFault";

  /** The ports of a served WSDL. */
  public enum Ports {
    /** Both versions, SOAP 1.1 first. */
    BOTH,
    /** SOAP 1.1 only, with built-in types only, without documentation: for the oldest stacks. */
    SOAP_11,
    /** SOAP 1.2 only. */
    SOAP_12
  }

  private static final String WRITTEN_ADDRESS = "http://localhost:8080/yizhan/";

  private final ContractModel model;
  private final Map<Ports, String> cut = new EnumMap<>(Ports.class);

  private Contract(String packaged, String service) {
    this.model = new ContractModel(document(packaged).getDocumentElement());
    for (Ports ports : Ports.values()) {
      cut.put(ports, written(cut(document(packaged), service, ports)));
    }
  }

  /** Reads the contract of one service. */
  public static Contract of(String service) {
    return new Contract(new String(packaged("gateway.wsdl"), StandardCharsets.UTF_8), service);
  }

  /** The WSDL that consumers implement who have their records pushed by SOAP. */
  public static byte[] ofCallbacks() {
    return packaged("callback.wsdl");
  }

  private static byte[] packaged(String name) {
    try (InputStream in = Contract.class.getResourceAsStream("/wsdl/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The WAR lacks wsdl/" + name);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The WSDL for a reader.
   *
   * @param address at which the reader reaches the gateway, with a slash at its end
   */
  public byte[] servedAt(String address, Ports ports) {
    String escaped = address.replace("&", "&amp;").replace("\"", "&quot;").replace("<", "&lt;");
    return Objects.requireNonNull(cut.get(ports))
        .replace(WRITTEN_ADDRESS, escaped)
        .getBytes(StandardCharsets.UTF_8);
  }

  public ContractModel model() {
    return model;
  }

  private static Document document(String text) {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultInstance();
      factory.setNamespaceAware(true);
      return factory.newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    } catch (ParserConfigurationException | SAXException | IOException e) {
      throw new IllegalStateException("gateway.wsdl cannot be read", e);
    }
  }

  private static Document cut(Document wsdl, String service, Ports ports) {
    Element root = wsdl.getDocumentElement();
    removeIf(root, "service", each -> !name(each).equals(service));
    removeIf(root, "portType", each -> !name(each).equals(service));
    Predicate<Element> unwanted =
        each ->
            ports == Ports.SOAP_11 && name(each).endsWith("Soap12")
                || ports == Ports.SOAP_12 && name(each).endsWith("Soap");
    removeIf(
        root,
        "binding",
        each -> !local(each.getAttribute("type")).equals(service) || unwanted.test(each));
    elements(root, "service").forEach(each -> removeIf(each, "port", unwanted));
    if (ports == Ports.SOAP_11) {
      // gSOAP speaks SOAP 1.2 as soon as its prefix is declared.
      root.removeAttribute("xmlns:soap12");
      renameFault(root);
    }
    Set<String> messages = referred(root, "message");
    removeIf(root, "message", each -> !messages.contains(name(each)));
    Element schema = (Element) root.getElementsByTagNameNS("*", "schema").item(0);
    Set<String> wanted = referred(root, "element");
    removeIf(schema, "element", each -> !wanted.contains(name(each)));
    if (ports == Ports.SOAP_11) {
      replaceDerivedTypes(schema);
      removeAnnotations(schema);
    }
    // Removing a type may leave another one unused.
    int before;
    do {
      before = schema.getElementsByTagName("*").getLength();
      Set<String> types = referred(schema, "type");
      removeIf(schema, "complexType", each -> !types.contains(name(each)));
      removeIf(schema, "simpleType", each -> !types.contains(name(each)));
    } while (schema.getElementsByTagName("*").getLength() < before);
    return wsdl;
  }

  /** Axis 1 makes a class of the message and one of the element: their names must differ. */
  private static void renameFault(Element root) {
    NodeList all = root.getElementsByTagNameNS("*", "fault");
    for (int i = 0; i < all.getLength(); i++) {
      Element fault = (Element) all.item(i);
      if (fault.hasAttribute("message")) {
        fault.setAttribute("message", fault.getAttribute("message") + "Message");
      }
    }
    elements(root, "message").stream()
        .filter(message -> name(message).equals(FAULT))
        .forEach(message -> message.setAttribute("name", FAULT + "Message"));
  }

  /** SOAP::Lite sends nothing for derived types. The rules still hold. */
  private static void replaceDerivedTypes(Element schema) {
    for (Element simple : elements(schema, "simpleType")) {
      String base = elements(simple, "restriction").get(0).getAttribute("base");
      NodeList all = schema.getElementsByTagNameNS("*", "element");
      for (int i = 0; i < all.getLength(); i++) {
        Element element = (Element) all.item(i);
        if (element.getAttribute("type").equals("tns:" + name(simple))) {
          element.setAttribute("type", base);
        }
      }
    }
  }

  /** PySimpleSOAP takes an annotation for an element of the type. */
  private static void removeAnnotations(Element parent) {
    removeIf(parent, "annotation", any -> true);
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element) {
        removeAnnotations(element);
      }
    }
  }

  private static String name(Element element) {
    return element.getAttribute("name");
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  /** Names in the contract's namespace that an attribute refers to. */
  private static Set<String> referred(Element root, String attribute) {
    Set<String> names = new HashSet<>();
    NodeList all = root.getElementsByTagName("*");
    for (int i = 0; i < all.getLength(); i++) {
      String name = ((Element) all.item(i)).getAttribute(attribute);
      if (name.startsWith("tns:")) {
        names.add(local(name));
      }
    }
    return names;
  }

  private static List<Element> elements(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && element.getLocalName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  private static void removeIf(Element parent, String name, Predicate<Element> unwanted) {
    for (Element each : elements(parent, name)) {
      if (unwanted.test(each)) {
        Node blank = each.getPreviousSibling();
        if (blank != null && blank.getNodeType() == Node.TEXT_NODE) {
          parent.removeChild(blank);
        }
        parent.removeChild(each);
      }
    }
  }

  private static String written(Document wsdl) {
    try {
      StringWriter out = new StringWriter();
      TransformerFactory.newDefaultInstance()
          .newTransformer()
          .transform(new DOMSource(wsdl), new StreamResult(out));
      return out.toString();
    } catch (TransformerException e) {
      throw new IllegalStateException("gateway.wsdl cannot be written", e);
    }
  }
}
