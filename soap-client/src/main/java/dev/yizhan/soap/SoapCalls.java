package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/** Calls through a generated JAX-WS port. */
final class SoapCalls implements Calls {

  private static final System.Logger LOG = System.getLogger("dev.yizhan.soap");

  private static final Set<String> FAULT_CODES =
      Set.of("Server", "Client", "Receiver", "Sender", "VersionMismatch", "MustUnderstand");

  private record Operation(String name, Method method, List<String> parameters) {

    static Operation of(Method method) {
      String name = method.getAnnotation(WebMethod.class).operationName();
      return new Operation(
          name.isEmpty() ? method.getName() : name,
          method,
          Arrays.stream(method.getParameters())
              .map(parameter -> parameter.getAnnotation(WebParam.class).name())
              .toList());
    }

    /** In the order of the generated method, which is the document's. */
    Object[] arguments(List<Parameter> given) {
      List<String> names = given.stream().map(Parameter::name).toList();
      if (!names.equals(parameters)) {
        throw new IllegalArgumentException(name + " takes " + parameters + ", not " + names);
      }
      given.forEach(SoapCalls::checkCharacters);
      return given.stream().map(Parameter::value).toArray();
    }
  }

  private final URI address;
  private final Map<String, Operation> operations;
  private final SoapPorts ports;
  private final Transport transport;

  private SoapCalls(
      URI address, Map<String, Operation> operations, SoapPorts ports, Transport transport) {
    this.address = address;
    this.operations = operations;
    this.ports = ports;
    this.transport = requireNonNull(transport, "transport");
  }

  static SoapCalls of(ServiceKind kind, ServiceSettings settings, Transport transport) {
    URI address = settings.resolve(kind.path());
    Map<String, Operation> operations = new HashMap<>();
    for (Method method : kind.contract().getMethods()) {
      Operation operation = Operation.of(method);
      operations.put(operation.name(), operation);
    }
    return new SoapCalls(
        address,
        Map.copyOf(operations),
        new SoapPorts(kind, address, settings.binding()),
        transport);
  }

  @Override
  public SoapCalls via(Transport other) {
    return new SoapCalls(address, operations, ports, other);
  }

  @Override
  public <T> Outcome<T> call(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader) {
    long start = System.nanoTime();
    Operation called = requireNonNull(operations.get(operation), operation);
    Outcome<T> outcome = call(called, called.arguments(parameters), reader);
    LOG.log(
        System.Logger.Level.DEBUG,
        () ->
            "%s %s: %s in %d ms"
                .formatted(
                    operation,
                    address,
                    outcome.getClass().getSimpleName(),
                    (System.nanoTime() - start) / 1_000_000));
    return outcome;
  }

  private <T> Outcome<T> call(
      Operation operation, Object[] arguments, Function<String, Answer<T>> reader) {
    SoapExchange exchange = new SoapExchange(transport);
    BindingProvider port = ports.borrow();
    port.getRequestContext().put(SoapExchange.PROPERTY, exchange);
    String result;
    try {
      result = invoke(operation.method(), port, arguments);
    } catch (InvocationTargetException e) {
      // A port whose call failed is not used again.
      ports.discard(port);
      return failed(exchange, requireNonNull(e.getCause()));
    }
    if (result == null && exchange.hasContent(operation.name() + "Response")) {
      ports.discard(port);
      return new Outcome.Unknown<>("an answer whose result has another name");
    }
    // An idle port must not keep the answer in memory.
    port.getRequestContext().remove(SoapExchange.PROPERTY);
    ports.giveBack(port);
    String text = result == null ? "" : result;
    return Outcome.of(() -> reader.apply(text));
  }

  private static @Nullable String invoke(Method method, BindingProvider port, Object[] arguments)
      throws InvocationTargetException {
    try {
      return (String) method.invoke(port, arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void checkCharacters(Parameter parameter) {
    int bad = HardenedXml.indexOfForbidden(parameter.value());
    if (bad >= 0) {
      throw new IllegalArgumentException(
          "%s: XML cannot represent U+%04X at index %d"
              .formatted(parameter.name(), (int) parameter.value().charAt(bad), bad));
    }
  }

  private static <T> Outcome<T> failed(SoapExchange soap, Throwable failure) {
    Exchange exchange =
        soap.result()
            .orElseThrow(() -> new IllegalStateException("The call cannot be written", failure));
    return exchange instanceof Exchange.Answered
        ? new Outcome.Unknown<>(whyUnreadable(failure))
        : Outcome.of(
            exchange,
            answer -> {
              throw new IllegalStateException("No answer is expected: " + answer);
            });
  }

  private static String whyUnreadable(Throwable failure) {
    return failure instanceof SOAPFaultException fault
        ? "a SOAP fault" + code(fault)
        : "an answer that is no SOAP envelope of this operation";
  }

  /** Only the names that SOAP defines: the rest of a fault may contain anything. */
  private static String code(SOAPFaultException fault) {
    QName code = fault.getFault().getFaultCodeAsQName();
    return code != null && FAULT_CODES.contains(code.getLocalPart())
        ? " (" + code.getLocalPart() + ")"
        : "";
  }

  /** Closes the ports, which all views share. */
  @Override
  public void close() {
    ports.close();
  }
}
