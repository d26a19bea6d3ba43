package dev.yizhan.gateway.soap;

import com.sun.xml.ws.api.BindingID;
import com.sun.xml.ws.api.message.Message;
import com.sun.xml.ws.api.message.Packet;
import com.sun.xml.ws.api.server.Container;
import com.sun.xml.ws.api.server.Invoker;
import com.sun.xml.ws.api.server.SDDocumentSource;
import com.sun.xml.ws.api.server.WSEndpoint;
import com.sun.xml.ws.api.server.WSWebServiceContext;
import com.sun.xml.ws.binding.BindingImpl;
import com.sun.xml.ws.message.AttachmentSetImpl;
import com.sun.xml.ws.message.jaxb.JAXBMessage;
import com.sun.xml.ws.message.stream.StreamMessage;
import com.sun.xml.ws.model.AbstractSEIModelImpl;
import com.sun.xml.ws.model.JavaMethodImpl;
import com.sun.xml.ws.model.ParameterImpl;
import com.sun.xml.ws.spi.db.XMLBridge;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.request.RequestReader;
import dev.yizhan.gateway.soap.request.SoapVersion;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.namespace.QName;
import org.xml.sax.EntityResolver;

/**
 * The JAX-WS runtime, called in process on the caller's thread (docs/adr/0002). It reads requests;
 * responses are written with its bindings once the operations have ended.
 *
 * @param <S> the service's generated interface
 */
final class JaxWsRuntime<S> {

  private static final String INVOCATION = "dev.yizhan.gateway.soap.invocation";

  private final Map<SoapVersion, WSEndpoint<S>> endpoints = new EnumMap<>(SoapVersion.class);
  private final Map<SoapVersion, Queue<WSEndpoint.PipeHead>> idle =
      new EnumMap<>(SoapVersion.class);

  /** By the type of the response. */
  private final Map<Object, XMLBridge<?>> responses = new HashMap<>();

  private JaxWsRuntime(Class<S> service) {
    for (SoapVersion version : SoapVersion.values()) {
      WSEndpoint<S> endpoint = endpoint(service, version);
      endpoints.put(version, endpoint);
      responses.putAll(
          responses((AbstractSEIModelImpl) Objects.requireNonNull(endpoint.getSEIModel())));
      idle.put(version, new ConcurrentLinkedQueue<>());
    }
  }

  private static Map<Object, XMLBridge<?>> responses(AbstractSEIModelImpl model) {
    Map<Object, XMLBridge<?>> responses = new HashMap<>();
    for (JavaMethodImpl method : model.getJavaMethods()) {
      ParameterImpl response = method.getResponseParameters().get(0);
      responses.put(response.getTypeInfo().type, response.getXMLBridge());
    }
    return responses;
  }

  static <S> JaxWsRuntime<S> of(Class<S> service) {
    // Metro's management beans need reflection that the platform forbids, and warn at each start.
    if (System.getProperty("com.sun.xml.ws.monitoring.endpoint") == null) {
      System.setProperty("com.sun.xml.ws.monitoring.endpoint", "false");
    }
    return new JaxWsRuntime<>(service);
  }

  /** One call of an operation, with the arguments that the runtime has read. */
  interface Invocation {

    /**
     * Calls the operation and keeps its response, since that may come later. Exceptions of the
     * operation stay here too: the runtime would put their messages into faults of its own.
     */
    void invoke(Method method, Object... arguments) throws IllegalAccessException;
  }

  /**
   * Reads a request and calls the operation.
   *
   * @return whether the runtime has no fault of its own
   */
  boolean process(RequestReader request, Invocation invocation) {
    SoapVersion version = request.version();
    Queue<WSEndpoint.PipeHead> heads = Objects.requireNonNull(idle.get(version));
    WSEndpoint.PipeHead head = heads.poll();
    if (head == null) {
      head = Objects.requireNonNull(endpoints.get(version)).createPipeHead();
    }
    Packet packet =
        new Packet(
            new StreamMessage(null, new AttachmentSetImpl(), request, version.runtimeVersion()));
    packet.invocationProperties.put(INVOCATION, invocation);
    Message response = head.process(packet, null, null).getMessage();
    heads.add(head);
    return response != null && !response.isFault();
  }

  /**
   * The message for the response of an operation.
   *
   * @param response of the type that the contract declares
   */
  Message message(Object response, SoapVersion version) {
    return JAXBMessage.create(
        Objects.requireNonNull(responses.get(response.getClass()), "a response of the contract"),
        response,
        version.runtimeVersion());
  }

  private static <S> WSEndpoint<S> endpoint(Class<S> service, SoapVersion version) {
    String name = service.getSimpleName();
    return WSEndpoint.create(
        service,
        false,
        new InvocationInvoker(),
        new QName(Contract.NAMESPACE, name),
        new QName(Contract.NAMESPACE, name + (version == SoapVersion.SOAP_11 ? "Soap" : "Soap12")),
        Container.NONE,
        BindingImpl.create(
            version == SoapVersion.SOAP_11 ? BindingID.SOAP11_HTTP : BindingID.SOAP12_HTTP),
        SDDocumentSource.create(
            Objects.requireNonNull(
                JaxWsRuntime.class.getResource("/wsdl/gateway.wsdl"), "gateway.wsdl")),
        null,
        (EntityResolver) null,
        true);
  }

  void dispose() {
    endpoints.values().forEach(WSEndpoint::dispose);
  }

  private static final class InvocationInvoker extends Invoker {

    @Override
    @SuppressWarnings("rawtypes") // As the runtime declares it.
    public void start(WSWebServiceContext context, WSEndpoint endpoint) {}

    @Override
    @SuppressWarnings("NullAway") // The runtime accepts null; nobody reads its response.
    public Object invoke(Packet packet, Method method, Object... arguments)
        throws InvocationTargetException, IllegalAccessException {
      Invocation invocation = (Invocation) packet.invocationProperties.get(INVOCATION);
      invocation.invoke(method, arguments);
      return null;
    }
  }
}
