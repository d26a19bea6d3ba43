package dev.yizhan.gateway.soap.contract;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/** The contract's schema, for the normalizing path and the pages. */
public final class ContractModel {

  private static final String SCHEMA = "http://www.w3.org/2001/XMLSchema";

  private final Map<String, Type> operations = new LinkedHashMap<>();
  private final Map<String, Type> types = new LinkedHashMap<>();
  private final Map<String, Documentation> documentation = new LinkedHashMap<>();

  /** Documentation in both languages. */
  public record Documentation(String english, String chinese) {}

  /** The type of an element. */
  public sealed interface Type permits Complex, Simple {}

  /** A sequence of elements. */
  public record Complex(List<Child> children) implements Type {}

  /**
   * An element of a sequence.
   *
   * @param typeName without prefix
   */
  public record Child(
      String name,
      String typeName,
      Type type,
      boolean optional,
      boolean repeated,
      Documentation documentation) {

    /** Whether it holds a string. */
    public boolean isText() {
      return type instanceof Simple simple && simple.isText();
    }
  }

  /**
   * A value and its rules.
   *
   * @param base string, int, long, decimal, boolean or dateTime
   * @param minLength of a string, in code points
   * @param maxLength of a string, in code points
   * @param enumeration the only values; empty if any value is allowed
   */
  public record Simple(
      String base,
      Optional<Integer> minLength,
      Optional<Integer> maxLength,
      Optional<Long> minInclusive,
      Optional<Long> maxInclusive,
      List<String> enumeration)
      implements Type {

    /** Whether it is a string, and no number, time or boolean. */
    public boolean isText() {
      return base.equals("string");
    }

    public static Simple of(String base) {
      return new Simple(
          base, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
    }
  }

  /** Reads the schema of a WSDL. */
  ContractModel(Element definitions) {
    Element schema = (Element) definitions.getElementsByTagNameNS(SCHEMA, "schema").item(0);
    for (Element each : children(schema, "simpleType")) {
      types.put(each.getAttribute("name"), simple(each));
      documentation.put(each.getAttribute("name"), documentation(each));
    }
    // A type may use a type that is declared after it.
    List<Element> complex = new ArrayList<>(children(schema, "complexType"));
    while (!complex.isEmpty()) {
      int before = complex.size();
      complex.removeIf(this::read);
      if (complex.size() == before) {
        throw new IllegalStateException("gateway.wsdl uses types that it does not declare");
      }
    }
    for (Element each : children(schema, "element")) {
      operations.put(each.getAttribute("name"), complex(children(each, "complexType").get(0)));
      documentation.put(each.getAttribute("name"), documentation(each));
    }
  }

  private boolean read(Element type) {
    boolean known =
        elements(type).stream()
            .map(child -> child.getAttribute("type"))
            .allMatch(name -> !name.startsWith("tns:") || types.containsKey(local(name)));
    if (known) {
      types.put(type.getAttribute("name"), complex(type));
      documentation.put(type.getAttribute("name"), documentation(type));
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
        documentation(element));
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

  private static Documentation documentation(Element element) {
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
    return new Documentation(english, chinese);
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

  /** Names of the elements that a Body may contain, in the contract's order. */
  public List<String> messageNames() {
    return List.copyOf(operations.keySet());
  }

  /** Complex types by name, each after the types that it uses. */
  public Map<String, Complex> complexTypes() {
    Map<String, Complex> complex = new LinkedHashMap<>();
    documentation
        .keySet()
        .forEach(
            name -> {
              if (types.get(name) instanceof Complex type) {
                complex.put(name, type);
              }
            });
    return complex;
  }

  /** Simple types by name. */
  public Map<String, Simple> simpleTypes() {
    Map<String, Simple> simple = new LinkedHashMap<>();
    types.forEach(
        (name, type) -> {
          if (type instanceof Simple found) {
            simple.put(name, found);
          }
        });
    return simple;
  }

  /** An element that a Body may contain. */
  public Complex message(String name) {
    return (Complex) Objects.requireNonNull(operations.get(name), name);
  }

  /** Documentation of an element that a Body may contain, or of a type. */
  public Documentation documentation(String name) {
    return Objects.requireNonNull(documentation.get(name), name);
  }
}
