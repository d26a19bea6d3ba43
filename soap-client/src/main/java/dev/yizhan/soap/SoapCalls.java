package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import com.sun.xml.ws.api.WSService;
import com.sun.xml.ws.api.pipe.TransportTubeFactory;
import com.sun.xml.ws.api.server.Container;
import dev.yizhan.codec.Answer;
import dev.yizhan.codec.Parameter;
import dev.yizhan.http.Binding;
import dev.yizhan.http.Exchange;
import dev.yizhan.http.Outcome;
import dev.yizhan.http.Transport;
import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebService;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.soap.SOAPFaultException;
import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Calls through a generated JAX-WS port. Building one takes milliseconds and two threads may not
 * use one at once, so they are kept in a pool.
 */
final class SoapCalls implements Calls {

  /** As .NET names ports: the service and this; the port of SOAP 1.2 has a 12 behind it. */
  private static final String PORT_SUFFIX = "Soap";

  private static final System.Logger LOG = System.getLogger("dev.yizhan.soap");

  private static final int MOST_IDLE = 64;
  private static final java.util.Set<String> FAULT_CODES =
      java.util.Set.of(
          "Server", "Client", "Receiver", "Sender", "VersionMismatch", "MustUnderstand");

  private record Operation(Method method, List<String> parameters) {}

  private record Port(Object proxy, SoapTube.Slot slot) {}

  private final Class<?> contract;
  private final URI address;
  private final Service service;
  private final QName port;
  private final Map<String, Operation> operations = new HashMap<>();
  private final Deque<Port> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();

  /**
   * Makes a service ready.
   *
   * @param kind of service
   * @param settings address and version
   * @param transport the way to it
   */
  SoapCalls(ServiceClient.Kind kind, ServiceSettings settings, Transport transport) {
    this.contract = kind.contract();
    this.address = settings.resolve(kind.path());
    WebService annotation = contract.getAnnotation(WebService.class);
    String namespace = annotation.targetNamespace();
    String name = annotation.name();
    this.port = new QName(namespace, settings.binding() == Binding.SOAP_1_1 ? name : name + "12");
    this.service =
        service(
            requireNonNull(contract.getResource(kind.wsdl()), kind.wsdl()),
            new QName(namespace, name.substring(0, name.length() - PORT_SUFFIX.length())),
            new SoapTube.Factory(address, settings.binding(), transport));
    for (Method method : contract.getMethods()) {
      operations.put(
          method.getAnnotation(WebMethod.class).operationName().isEmpty()
              ? method.getName()
              : method.getAnnotation(WebMethod.class).operationName(),
          new Operation(
              method,
              Arrays.stream(method.getParameters())
                  .map(parameter -> parameter.getAnnotation(WebParam.class).name())
                  .toList()));
    }
  }

  /** The runtime by name: a look-up would find whatever runtime the server has. */
  private static Service service(URL wsdl, QName name, SoapTube.Factory tubes) {
    // Its management beans want reflection that the platform forbids.
    if (System.getProperty("com.sun.xml.ws.monitoring.client") == null) {
      System.setProperty("com.sun.xml.ws.monitoring.client", "false");
    }
    WSService.InitParams params = new WSService.InitParams();
    params.setContainer(
        new Container() {
          @Override
          public <S> @Nullable S getSPI(Class<S> type) {
            return type == TransportTubeFactory.class ? type.cast(tubes) : null;
          }
        });
    return WSService.create(wsdl, name, params);
  }

  @Override
  public <T> Outcome<T> call(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader) {
    long start = System.nanoTime();
    Outcome<T> outcome = called(operation, parameters, reader);
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

  private <T> Outcome<T> called(
      String operation, List<Parameter> parameters, Function<String, Answer<T>> reader) {
    Operation called = requireNonNull(operations.get(operation), operation);
    Object[] arguments = arguments(operation, called, parameters);
    Port port = borrow();
    String result;
    try {
      port.slot().begin();
      result = (String) called.method().invoke(port.proxy(), arguments);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    } catch (InvocationTargetException e) {
      return failed(port, requireNonNull(e.getCause()));
    }
    if (result == null && port.slot().hasContent(operation + "Response")) {
      close(port);
      return new Outcome.Unknown<>("an answer whose result has another name");
    }
    giveBack(port);
    String text = result == null ? "" : result;
    return Outcome.of(() -> reader.apply(text));
  }

  private Object[] arguments(String operation, Operation called, List<Parameter> parameters) {
    List<Object> values = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (Parameter parameter : parameters) {
      names.add(parameter.name());
      checkCharacters(parameter);
      values.add(parameter.value());
    }
    if (!called.parameters().equals(names)) {
      throw new IllegalArgumentException(
          operation + " takes " + called.parameters() + ", not " + names);
    }
    return values.toArray();
  }

  private static void checkCharacters(Parameter parameter) {
    int bad = HardenedXml.indexOfForbidden(parameter.value());
    if (bad >= 0) {
      throw new IllegalArgumentException(
          "%s: XML cannot carry U+%04X at index %d"
              .formatted(parameter.name(), (int) parameter.value().charAt(bad), bad));
    }
  }

  /** A port whose call failed is not used again. */
  private <T> Outcome<T> failed(Port port, Throwable failure) {
    close(port);
    if (!port.slot().isBegun()) {
      throw new IllegalStateException("The call cannot be written", failure);
    }
    if (port.slot().exchange().isEmpty()) {
      // A transport of the caller's own failed, and may have written the request before.
      return new Outcome.Unknown<>("the transport failed");
    }
    Exchange exchange = port.slot().exchange().get();
    if (!(exchange instanceof Exchange.Answered)) {
      return Outcome.of(
          exchange,
          response -> {
            throw new IllegalStateException("Only an answer is read");
          });
    }
    return new Outcome.Unknown<>(
        failure instanceof SOAPFaultException fault
            ? "a SOAP fault" + code(fault)
            : "an answer that is no SOAP envelope of this operation");
  }

  /** Only the names that SOAP knows: what else stands in a fault may be anything. */
  private static String code(SOAPFaultException fault) {
    QName code = fault.getFault().getFaultCodeAsQName();
    return code != null && FAULT_CODES.contains(code.getLocalPart())
        ? " (" + code.getLocalPart() + ")"
        : "";
  }

  private Port borrow() {
    Port kept = idle.pollFirst();
    if (kept != null) {
      idleCount.decrementAndGet();
      return kept;
    }
    Object proxy;
    // The runtime makes its model of the interface with the first port, and does not say that two
    // threads may do so at once.
    synchronized (service) {
      proxy = service.getPort(port, contract);
    }
    SoapTube.Slot slot = new SoapTube.Slot();
    ((BindingProvider) proxy).getRequestContext().put(SoapTube.SLOT, slot);
    return new Port(proxy, slot);
  }

  private void giveBack(Port port) {
    if (idleCount.incrementAndGet() > MOST_IDLE) {
      idleCount.decrementAndGet();
      close(port);
    } else {
      idle.addFirst(port);
    }
  }

  private static void close(Port port) {
    try {
      ((Closeable) port.proxy()).close();
    } catch (IOException | RuntimeException e) {
      // A port holds no connection, and what came of its call counts for more.
      LOG.log(System.Logger.Level.DEBUG, "A port does not close", e);
    }
  }

  @Override
  public void close() {
    for (Port port = idle.pollFirst(); port != null; port = idle.pollFirst()) {
      close(port);
    }
  }
}
