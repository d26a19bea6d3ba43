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
import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.soap.Envelopes;
import dev.yizhan.soap.HardenedXml;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.namespace.QName;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.codehaus.stax2.validation.XMLValidationSchema;
import org.jspecify.annotations.Nullable;
import org.xml.sax.EntityResolver;

/**
 * A service of the contract in both versions of SOAP. The JAX-WS runtime is called directly: a
 * servlet's request is read once, the root element decides the version, and the operation runs on
 * the caller's thread (docs/adr/0002).
 *
 * @param <S> the service's generated interface
 */
final class SoapEndpoint<S> {

  private static final System.Logger LOG = System.getLogger(SoapEndpoint.class.getName());
  private static final String INVOCATION = "dev.yizhan.gateway.soap.invocation";
  private static final int INCIDENTS = 0x1000_0000;

  /**
   * An answer, ready to go out.
   *
   * @param status of HTTP
   * @param contentType with its charset
   * @param body the envelope
   */
  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  record Reply(int status, String contentType, byte[] body) {

    static Reply fault(int status, SoapVersion version, GatewayException fault) {
      return new Reply(status, version.contentType(), FaultWriter.write(version, fault));
    }
  }

  /** One request on its way through the runtime. */
  private static final class Invocation {
    private final RequestReader reader;
    private final Consumer consumer;
    private @Nullable Throwable failure;

    Invocation(RequestReader reader, Consumer consumer) {
      this.reader = reader;
      this.consumer = consumer;
    }
  }

  private final Function<Consumer, S> service;
  private final XMLValidationSchema schema;
  private final Set<String> operations;
  private final Map<SoapVersion, WSEndpoint<S>> endpoints = new EnumMap<>(SoapVersion.class);
  private final Map<SoapVersion, Queue<WSEndpoint.PipeHead>> idle =
      new EnumMap<>(SoapVersion.class);

  private SoapEndpoint(
      Class<S> contract, Function<Consumer, S> service, XMLValidationSchema schema) {
    this.service = service;
    this.schema = schema;
    this.operations =
        Arrays.stream(contract.getMethods())
            .map(method -> method.getAnnotation(jakarta.jws.WebMethod.class).operationName())
            .collect(Collectors.toUnmodifiableSet());
    for (SoapVersion version : SoapVersion.values()) {
      endpoints.put(version, endpoint(contract, version));
      idle.put(version, new ConcurrentLinkedQueue<>());
    }
  }

  /**
   * Makes a service ready.
   *
   * @param contract its generated interface
   * @param service what does the operations for a consumer
   * @param schema of the contract
   */
  static <S> SoapEndpoint<S> of(
      Class<S> contract, Function<Consumer, S> service, XMLValidationSchema schema) {
    // Its own management beans want reflection that the platform forbids, and warn at each start.
    if (System.getProperty("com.sun.xml.ws.monitoring.endpoint") == null) {
      System.setProperty("com.sun.xml.ws.monitoring.endpoint", "false");
    }
    return new SoapEndpoint<>(contract, service, schema);
  }

  /** Does what a request asks; whatever happens, the answer is an envelope. */
  Reply answer(byte[] body, Consumer consumer, SoapVersion guess) {
    SoapVersion version = guess;
    try {
      RequestReader reader = RequestReader.of(body, schema, operations);
      version = reader.version();
      return answer(reader, consumer);
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return Reply.fault(500, version, fault(e));
    }
  }

  private Reply answer(RequestReader reader, Consumer consumer) {
    Invocation invocation = new Invocation(reader, consumer);
    SoapVersion version = reader.version();
    Message message = process(invocation, version);
    if (reader.refusal().isPresent()) {
      return Reply.fault(500, version, reader.refusal().get());
    }
    if (invocation.failure != null) {
      return Reply.fault(500, version, fault(invocation.failure));
    }
    if (!reader.hasOperation()) {
      return Reply.fault(500, version, RequestReader.unknownOperation(operations));
    }
    if (message == null || message.isFault()) {
      throw new IllegalStateException("The runtime answered a fault of its own");
    }
    return new Reply(200, version.contentType(), written(message));
  }

  private @Nullable Message process(Invocation invocation, SoapVersion version) {
    Queue<WSEndpoint.PipeHead> heads = java.util.Objects.requireNonNull(idle.get(version));
    WSEndpoint.PipeHead head = heads.poll();
    if (head == null) {
      head = java.util.Objects.requireNonNull(endpoints.get(version)).createPipeHead();
    }
    try {
      Packet packet = new Packet(Envelopes.read(invocation.reader));
      packet.invocationProperties.put(INVOCATION, invocation);
      Message reply = head.process(packet, null, null).getMessage();
      heads.add(head);
      return reply;
    } catch (RuntimeException e) {
      invocation.failure = e;
      return null;
    }
  }

  private WSEndpoint<S> endpoint(Class<S> contract, SoapVersion version) {
    String name = contract.getSimpleName();
    return WSEndpoint.create(
        contract,
        false,
        new ServiceInvoker(),
        new QName(Contract.NAMESPACE, name),
        new QName(Contract.NAMESPACE, name + (version == SoapVersion.SOAP_11 ? "Soap" : "Soap12")),
        Container.NONE,
        BindingImpl.create(
            version == SoapVersion.SOAP_11 ? BindingID.SOAP11_HTTP : BindingID.SOAP12_HTTP),
        SDDocumentSource.create(
            java.util.Objects.requireNonNull(
                SoapEndpoint.class.getResource("/wsdl/gateway.wsdl"), "gateway.wsdl")),
        null,
        (EntityResolver) null,
        true);
  }

  /** What a consumer is told of a failure; what an operator has to know goes to the log. */
  private static GatewayException fault(Throwable failure) {
    if (failure instanceof GatewayException fault) {
      return fault;
    }
    String incident =
        Integer.toHexString(INCIDENTS + ThreadLocalRandom.current().nextInt(INCIDENTS));
    if (failure instanceof StoreException store) {
      LOG.log(System.Logger.Level.ERROR, "Incident " + incident, failure);
      if (store.certainty() == StoreException.Certainty.IN_DOUBT) {
        return GatewayException.of(
            FaultCode.STORE_IN_DOUBT,
            "The store did not say whether it did this: look, then try again (incident "
                + incident
                + ")");
      }
      return GatewayException.of(
          FaultCode.STORE_UNAVAILABLE,
          "The gateway cannot use its store now: try again with the same requestId (incident "
              + incident
              + ")");
    }
    LOG.log(System.Logger.Level.ERROR, "Incident " + incident, failure);
    return GatewayException.of(
        FaultCode.INTERNAL,
        "A mistake of the gateway's own: tell its operator the incident " + incident);
  }

  private static byte[] written(Message message) {
    try {
      ByteArrayOutputStream document = new ByteArrayOutputStream(1024);
      XMLStreamWriter out = HardenedXml.replacingWriter(document);
      message.writeTo(out);
      out.close();
      return document.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("An answer cannot be written", e);
    }
  }

  void dispose() {
    endpoints.values().forEach(WSEndpoint::dispose);
  }

  /**
   * Runs an operation when the whole request has been read and is right. Whatever it throws is kept
   * from the runtime, which would put its message into a fault of its own.
   */
  private final class ServiceInvoker extends Invoker {

    @Override
    @SuppressWarnings("rawtypes") // As the runtime declares it.
    public void start(WSWebServiceContext context, WSEndpoint endpoint) {}

    @Override
    @SuppressWarnings("NullAway") // The runtime takes null for no answer, which we replace.
    public Object invoke(Packet packet, Method method, Object... arguments)
        throws InvocationTargetException, IllegalAccessException {
      Invocation invocation = (Invocation) packet.invocationProperties.get(INVOCATION);
      if (!invocation.reader.readToTheEnd()) {
        return null;
      }
      try {
        return method.invoke(service.apply(invocation.consumer), arguments);
      } catch (InvocationTargetException e) {
        invocation.failure = e.getTargetException();
        return null;
      }
    }
  }
}
