package dev.yizhan.gateway.soap;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The schema in the contract, as far as requests are made regular and pages are written by it. */
final class ContractModel {

  private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

  private final Map<String, Type> operations = new LinkedHashMap<>();
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, Text> documentation = new LinkedHashMap<>();

  /**
   * A documentation.
   *
   * @param english in English
   * @param chinese in Chinese
   */
  record Text(String english, String chinese) {}

  /** What an element may hold. */
  sealed interface Type permits Complex, Simple {}

  /**
   * Elements in order.
   *
   * @param children which
   */
  record Complex(List<Child> children) implements Type {}

  /**
   * An element in another.
   *
   * @param name its name
   * @param typeName the name of its type, without prefix
   * @param type its type
   * @param optional whether it may be left out
   * @param repeated whether there may be several
   * @param text what it is
   */
  record Child(
      String name, String typeName, Type type, boolean optional, boolean repeated, Text text) {}

  /**
   * A value.
   *
   * @param base of the schema's types: string, int, long, decimal, boolean or dateTime
   * @param minLength of a string
   * @param maxLength of a string
   * @param least of a number
   * @param most of a number
   * @param choices the only values, if there are such
   */
  record Simple(
      String base,
      Optional<Integer> minLength,
      Optional<Integer> maxLength,
      Optional<Long> least,
      Optional<Long> most,
      List<String> choices)
      implements Type {

    static Simple of(String base) {
      return new Simple(
          base, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
  }

  /** Reads the schema of a WSDL. */
  ContractModel(Element definitions) {
    Element schema = (Element) definitions.getElementsByTagNameNS(SCHEMA, "schema").item(0);
    for (Element each : children(schema, "simpleType")) {
      types.put(each.getAttribute("name"), simple(each));
    }
    // Types may use types that come behind them.
    List<Element> complex = new ArrayList<>(children(schema, "complexType"));
    while (!complex.isEmpty()) {
      int before = complex.size();
      complex.removeIf(this::read);
      if (complex.size() == before) {
        throw new IllegalStateException("Types in gateway.wsdl that are not there");
      }
    }
    for (Element each : children(schema, "element")) {
      operations.put(each.getAttribute("name"), complex(children(each, "complexType").get(0)));
      documentation.put(each.getAttribute("name"), text(each));
    }
  }

  private boolean read(Element type) {
    boolean known =
        elements(type).stream()
            .map(child -> child.getAttribute("type"))
            .allMatch(name -> !name.startsWith("tns:") || types.containsKey(local(name)));
    if (known) {
      types.put(type.getAttribute("name"), complex(type));
      documentation.put(type.getAttribute("name"), text(type));
    }
    return known;
  }

  private Complex complex(Element type) {
    return new Complex(elements(type).stream().map(this::child).toList());
  }

  private Child child(Element element) {
    String name = element.getAttribute("type");
    Type type =
        name.startsWith("tns:")
            ? Objects.requireNonNull(types.get(local(name)), name)
            : Simple.of(local(name));
    return new Child(
        element.getAttribute("name"),
        local(name),
        type,
        element.getAttribute("minOccurs").equals("0"),
        element.getAttribute("maxOccurs").equals("unbounded"),
        text(element));
  }

  private static List<Element> elements(Element type) {
    return children(children(type, "sequence").get(0), "element");
  }

  private static Simple simple(Element type) {
    Element restriction = children(type, "restriction").get(0);
    return new Simple(
        local(restriction.getAttribute("base")),
        facet(restriction, "minLength").map(Integer::valueOf),
        facet(restriction, "maxLength").map(Integer::valueOf),
        facet(restriction, "minInclusive").map(Long::valueOf),
        facet(restriction, "maxInclusive").map(Long::valueOf),
        children(restriction, "enumeration").stream()
            .map(choice -> choice.getAttribute("value"))
            .toList());
  }

  private static Optional<String> facet(Element restriction, String name) {
    return children(restriction, name).stream()
        .map(facet -> facet.getAttribute("value"))
        .findFirst();
  }

  private static Text text(Element element) {
    String english = "";
    String chinese = "";
    for (Element annotation : children(element, "annotation")) {
      for (Element text : children(annotation, "documentation")) {
        String content = text.getTextContent().strip().replaceAll("\\s+", " ");
        if (text.getAttribute("xml:lang").equals("zh")) {
          chinese = content;
        } else {
          english = content;
        }
      }
    }
    return new Text(english, chinese);
  }

  private static String local(String name) {
    return name.substring(name.indexOf(':') + 1);
  }

  private static List<Element> children(Element parent, String name) {
    List<Element> found = new ArrayList<>();
    NodeList nodes = parent.getChildNodes();
    for (int i = 0; i < nodes.getLength(); i++) {
      Node node = nodes.item(i);
      if (node instanceof Element element
          && SCHEMA.equals(element.getNamespaceURI())
          && element.getLocalName().equals(name)) {
        found.add(element);
      }
    }
    return found;
  }

  /** Names of elements that hold a number or a time wherever they stand. */
  Set<String> values() {
    Set<String> values = new HashSet<>();
    Set<String> texts = new HashSet<>();
    for (Complex type : all()) {
      for (Child child : type.children()) {
        if (child.type() instanceof Simple simple) {
          (simple.base().equals("string") ? texts : values).add(child.name());
        }
      }
    }
    values.removeAll(texts);
    return Set.copyOf(values);
  }

  private List<Complex> all() {
    return Stream.concat(operations.values().stream(), types.values().stream())
        .filter(type -> type instanceof Complex)
        .map(type -> (Complex) type)
        .toList();
  }

  /** All elements that may stand in a Body, in the contract's order. */
  List<String> names() {
    return List.copyOf(operations.keySet());
  }

  /** An element that may stand in a Body. */
  Complex message(String name) {
    return (Complex) Objects.requireNonNull(operations.get(name), name);
  }

  /** What an element of a Body, or a type, is. */
  Text documentation(String name) {
    return Objects.requireNonNull(documentation.get(name), name);
  }
}
