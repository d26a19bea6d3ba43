package dev.yizhan.gateway.soap;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import dev.yizhan.gateway.soap.contract.ContractModel.Child;
import dev.yizhan.gateway.soap.contract.ContractModel.Complex;
import dev.yizhan.gateway.soap.request.ValueRules;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;

/**
 * A request that conforms to the contract and the same request with its elements in reverse order
 * are read on two paths. For each element of each operation, and each value of the corpus, both
 * must give the operation the same arguments, or the caller the same fault.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OneJudgeTest {

  private static final String NIL =
      " xsi:nil=\"true\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"";

  /** Content of an element, or attributes before it. */
  private record Value(String attributes, String content) {

    static Value of(String content) {
      return new Value("", content);
    }
  }

  private static final List<Value> TEXTS =
      values("", " ", "x", " x ", "１", "中", "x".repeat(64), "x".repeat(65), "REPORTS", "a&#1;b");
  private static final List<Value> NUMBERS =
      values(
          "",
          " ",
          "0",
          "1",
          " 1 ",
          "+1",
          "-1",
          "-0",
          "007",
          "25",
          "26",
          "1000",
          "1001",
          "2147483647",
          "2147483648",
          "4294967297",
          "-2147483649",
          "9223372036854775807",
          "9223372036854775808",
          "1".repeat(65),
          "１",
          "١",
          "1.0",
          "1e1",
          "0x1",
          "NaN",
          "INF",
          "one");
  private static final List<Value> DECIMALS =
      values("", "1.5", ".5", "5.", "-1", "1e3", "1,5", "１.5", "0." + "1".repeat(64), "NaN");
  private static final List<Value> BOOLEANS =
      values("", "true", "false", "1", "0", " true ", "TRUE", "yes", "１");
  private static final List<Value> TIMES =
      values(
          "",
          " ",
          "2027-01-31T08:00:00",
          " 2027-01-31T08:00:00 ",
          "2027-01-31T08:00:00Z",
          "2027-01-31T08:00:00.123456789+08:00",
          "2027-01-31T24:00:00",
          "2027-01-31T24:00:00.000+08:00",
          "2024-02-29T00:00:00-14:00",
          "2027-02-29T00:00:00",
          "2027-02-30T10:00:00",
          "2026-11-31T08:00:00+08:00",
          "2027-13-01T10:00:00",
          "2027-00-10T10:00:00",
          "2027-01-00T10:00:00",
          "2027-01-32T10:00:00",
          "2027-01-01T25:00:00",
          "2027-01-01T24:00:01",
          "2027-01-01T10:60:00",
          "2027-01-01T10:00:60",
          "2027-01-01T10:00:61",
          "2027-01-01T10:00:00+14:01",
          "2027-01-01T10:00:00+15:00",
          "2027-01-01T10:00:00+08:60",
          "2027-01-01T10:00:00+0800",
          "2027-01-01T10:00",
          "2027-01-01 10:00:00",
          "2027-01-01",
          "10:00:00",
          "-2027-01-01T10:00:00",
          "12027-01-01T10:00:00",
          "0000-01-01T10:00:00",
          "0001-01-01T00:00:01",
          "0001-01-01T00:00:00",
          "0001-01-01T00:00:00Z",
          "0001-01-01T00:00:00.0000000+08:00",
          "1899-12-30T00:00:00",
          "1900-01-01T00:00:00-05:00",
          "0000-00-00T00:00:00",
          "0000-00-00 00:00:00",
          "9999-12-31T23:59:59.9999999",
          "9999-12-31T00:00:00Z",
          "２０２７-01-01T10:00:00",
          "2027-01-01T10:00:00." + "1".repeat(64),
          "tomorrow");

  private static List<Value> values(String... contents) {
    return Stream.concat(Stream.of(contents).map(Value::of), Stream.of(new Value(NIL, "")))
        .toList();
  }

  private static List<Value> values(Child child) {
    return switch (((ContractModel.Simple) child.type()).base()) {
      case "string" -> TEXTS;
      case "decimal" -> DECIMALS;
      case "boolean" -> BOOLEANS;
      case "dateTime" -> TIMES;
      default -> NUMBERS;
    };
  }

  /** A service whose operations remember their arguments. */
  private static final class Service<S> {

    private final Contract contract;
    private final SoapEndpoint<S> endpoint;
    private Optional<String> arguments = Optional.empty();

    Service(Class<S> type) {
      this.contract = Contract.of(type.getSimpleName());
      S recording =
          type.cast(
              Proxy.newProxyInstance(
                  type.getClassLoader(), new Class<?>[] {type}, this::remembered));
      this.endpoint = SoapEndpoint.of(type, consumer -> recording, contract);
    }

    private Object remembered(Object proxy, Method method, Object[] given)
        throws ReflectiveOperationException {
      arguments = Optional.of(described(given[0]));
      return method.getReturnType().getConstructor().newInstance();
    }

    /** The arguments of the operation, or the fault. */
    String answer(String request) {
      arguments = Optional.empty();
      SoapResponse response =
          endpoint
              .answer(
                  new SoapEndpoint.Request(
                      request.getBytes(UTF_8),
                      "text/xml; charset=utf-8",
                      EncodedRequests.DOCUMENT,
                      header -> ANYBODY))
              .join();
      assertThat(response.fault()).isNotEqualTo(Optional.of(FaultCode.INTERNAL));
      return response.fault().isPresent()
          ? new String(response.body(), UTF_8)
          : arguments.orElseThrow();
    }
  }

  private static final Consumer ANYBODY = Consumer.of("anybody", Consumer.Role.ADMIN);

  private final List<Service<?>> services =
      List.of(new Service<>(SmsGateway.class), new Service<>(SmsGatewayAdmin.class));

  @AfterAll
  void dispose() {
    services.forEach(service -> service.endpoint.dispose());
  }

  /** The values of an object of the contract, by their accessors. */
  private static String described(Object value) throws ReflectiveOperationException {
    if (value instanceof Collection<?> list) {
      List<String> items = new ArrayList<>();
      for (Object item : list) {
        items.add(described(item));
      }
      return items.toString();
    }
    if (!value.getClass().getPackageName().equals(SmsGateway.class.getPackageName())) {
      return value.getClass().getSimpleName() + " " + value;
    }
    TreeMap<String, String> described = new TreeMap<>();
    for (Method accessor : value.getClass().getMethods()) {
      boolean reads = accessor.getName().matches("(get|is)(?!Class).*");
      Object found = reads ? accessor.invoke(value) : null;
      if (found != null) {
        described.put(accessor.getName(), described(found));
      }
    }
    return described.toString();
  }

  /** A request in which one element has a value, and others have what they must have. */
  private static String request(
      String operation,
      Complex type,
      List<Child> at,
      Value value,
      UnaryOperator<List<Child>> order) {
    // Only XML 1.1 can refer to a control character.
    String declaration = value.content().contains("&#1;") ? "<?xml version=\"1.1\"?>" : "";
    return declaration
        + "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>"
        + "<"
        + operation
        + " xmlns=\""
        + Contract.NAMESPACE
        + "\">"
        + content(type, at, value, order)
        + "</"
        + operation
        + "></s:Body></s:Envelope>";
  }

  private static String content(
      Complex type, List<Child> at, Value value, UnaryOperator<List<Child>> order) {
    List<Child> present =
        type.children().stream()
            .filter(child -> child.equals(at.get(0)) || !child.optional() || isNeeded(child))
            .toList();
    return order.apply(present).stream()
        .map(child -> element(child, at, value, order))
        .collect(Collectors.joining());
  }

  /** A second element, so that the order can be reversed. */
  private static boolean isNeeded(Child child) {
    return Set.of("reference", "channel", "max", "position").contains(child.name());
  }

  private static String element(
      Child child, List<Child> at, Value value, UnaryOperator<List<Child>> order) {
    boolean isOnTheWay = child.equals(at.get(0));
    String content;
    String attributes = "";
    if (child.type() instanceof Complex complex) {
      content =
          content(
              complex,
              isOnTheWay && at.size() > 1 ? at.subList(1, at.size()) : List.of(child),
              value,
              order);
    } else if (isOnTheWay) {
      content = value.content();
      attributes = value.attributes();
    } else {
      content = valid(child);
    }
    return "<" + child.name() + attributes + ">" + content + "</" + child.name() + ">";
  }

  private static String valid(Child child) {
    ContractModel.Simple type = (ContractModel.Simple) child.type();
    return switch (type.base()) {
      case "string" -> type.enumeration().isEmpty() ? "x" : type.enumeration().get(0);
      case "dateTime" -> "2027-01-01T00:00:00Z";
      case "boolean" -> "true";
      default -> "1";
    };
  }

  private static List<List<Child>> paths(Complex type) {
    List<List<Child>> paths = new ArrayList<>();
    for (Child child : type.children()) {
      if (child.type() instanceof Complex complex) {
        for (List<Child> inner : paths(complex)) {
          paths.add(Stream.concat(Stream.of(child), inner.stream()).toList());
        }
      } else {
        paths.add(List.of(child));
      }
    }
    return paths;
  }

  Stream<String> operations() {
    return services.stream()
        .flatMap(service -> service.endpoint.operations().stream())
        .distinct()
        .sorted();
  }

  private Service<?> service(String operation) {
    return services.stream()
        .filter(each -> each.endpoint.operations().contains(operation))
        .min(Comparator.comparing(each -> each.endpoint.operations().size()))
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("operations")
  void bothPathsJudgeAlike(String operation) throws IOException {
    Service<?> service = service(operation);
    Complex type = service.contract.model().message(operation);
    for (List<Child> path : paths(type)) {
      for (Value value : values(path.get(path.size() - 1))) {
        String inOrder = request(operation, type, path, value, UnaryOperator.identity());
        String reversed = request(operation, type, path, value, OneJudgeTest::reversed);
        String answer = service.answer(inOrder);
        assertThat(service.answer(reversed)).as("%s", inOrder).isEqualTo(answer);
        boolean isRefused = answer.startsWith("<?xml");
        if (!isRefused && isExact(path, value)) {
          assertThat(isValidForThePlatform(inOrder, operation)).as(inOrder).isTrue();
        }
      }
    }
  }

  private static List<Child> reversed(List<Child> children) {
    List<Child> reversed = new ArrayList<>(children);
    java.util.Collections.reverse(reversed);
    return reversed;
  }

  private static boolean isExact(List<Child> path, Value value) {
    return value.attributes().isEmpty()
        && ValueRules.isExact(path.get(path.size() - 1), value.content());
  }

  private static boolean isValidForThePlatform(String envelope, String operation)
      throws IOException {
    int from = envelope.indexOf("<" + operation + " ");
    int to = envelope.indexOf("</s:Body>");
    try {
      ContractSchema.validate(envelope.substring(from, to));
      return true;
    } catch (SAXException e) {
      return false;
    }
  }
}
