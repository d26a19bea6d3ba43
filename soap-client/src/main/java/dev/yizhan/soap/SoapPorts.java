package dev.yizhan.soap;

import static java.util.Objects.requireNonNull;

import com.sun.xml.ws.api.WSService;
import com.sun.xml.ws.api.pipe.TransportTubeFactory;
import com.sun.xml.ws.api.server.Container;
import dev.yizhan.http.Binding;
import jakarta.jws.WebService;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.Service;
import java.io.Closeable;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.util.Deque;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicInteger;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * A pool of a service's generated JAX-WS ports: building one takes milliseconds, and two threads
 * may not use one at once. Thread-safe.
 */
final class SoapPorts implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger("dev.yizhan.soap");

  /** .NET names a port after the service and this; for SOAP 1.2 it appends 12. */
  private static final String PORT_SUFFIX = "Soap";

  private static final int MOST_IDLE = 64;

  private final Class<?> contract;
  private final Service service;
  private final QName name;
  private final Deque<BindingProvider> idle = new ConcurrentLinkedDeque<>();
  private final AtomicInteger idleCount = new AtomicInteger();

  SoapPorts(ServiceKind kind, URI address, Binding binding) {
    this.contract = kind.contract();
    WebService annotation = contract.getAnnotation(WebService.class);
    String namespace = annotation.targetNamespace();
    String port = annotation.name();
    this.name = new QName(namespace, binding == Binding.SOAP_1_1 ? port : port + "12");
    this.service =
        service(
            requireNonNull(contract.getResource(kind.wsdl()), kind.wsdl()),
            new QName(namespace, port.substring(0, port.length() - PORT_SUFFIX.length())),
            new SoapTube.Factory(address, binding));
  }

  /** Names the runtime: a look-up would find whatever runtime the server has. */
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

  /** An idle port or a new one; after the call either {@link #giveBack} or {@link #discard} it. */
  BindingProvider borrow() {
    BindingProvider kept = idle.pollFirst();
    if (kept != null) {
      idleCount.decrementAndGet();
      return kept;
    }
    // The runtime builds its model of the interface with the first port; it does not promise that
    // two threads may do so at once.
    synchronized (service) {
      return (BindingProvider) service.getPort(name, contract);
    }
  }

  void giveBack(BindingProvider port) {
    if (idleCount.incrementAndGet() > MOST_IDLE) {
      idleCount.decrementAndGet();
      discard(port);
    } else {
      idle.addFirst(port);
    }
  }

  void discard(BindingProvider port) {
    try {
      ((Closeable) port).close();
    } catch (IOException | RuntimeException e) {
      // A port holds no connection, and the outcome of its call counts for more.
      LOG.log(System.Logger.Level.DEBUG, "A port does not close", e);
    }
  }

  /** Closes the idle ports. */
  @Override
  public void close() {
    for (BindingProvider port = idle.pollFirst(); port != null; port = idle.pollFirst()) {
      idleCount.decrementAndGet();
      discard(port);
    }
  }
}
