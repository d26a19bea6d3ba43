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
import com.sun.xml.ws.message.stream.StreamMessage;
import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.gateway.core.StoreException;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.soap.HardenedXml;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
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
   * @param fault which fault it is, if it is one
   */
  @SuppressWarnings("ArrayRecordComponent") // Written once, never compared.
  record Reply(int status, String contentType, byte[] body, Optional<FaultCode> fault) {

    static Reply fault(SoapVersion version, GatewayException fault) {
      int status =
          switch (fault.code()) {
            case NOT_AUTHENTICATED -> 401;
            case REQUEST_TOO_LARGE -> 413;
            default -> 500;
          };
      return new Reply(
          status,
          version.contentType(),
          FaultWriter.write(version, fault),
          Optional.of(fault.code()));
    }
  }

  /**
   * A request as it came.
   *
   * @param body as it came, but unpacked
   * @param contentType of the body
   * @param consumer who calls, where that is known before the body is read
   * @param callers who may come in by what stands in the body
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Request(
      byte[] body,
      String contentType,
      Optional<Consumer> consumer,
      Function<SoapHeader, Consumer> callers) {}

  /** One request on its way through the runtime. */
  private final class Invocation {
    private final Request request;
    private SoapVersion version;
    private @Nullable Consumer consumer;
    private @Nullable RequestReader reader;
    private @Nullable Throwable failure;

    Invocation(Request request) {
      this.request = request;
      this.version = SoapVersion.ofContentType(request.contentType());
    }

    /** As it came, where it is regular; else made regular, once: nothing has happened by then. */
    Message answer() {
      try {
        return answered(request.body());
      } catch (GatewayException e) {
        if (!MENDABLE.contains(e.code()) || reader != null && reader.refusal().isEmpty()) {
          throw e;
        }
        byte[] body = RequestCharset.utf8(request.body(), request.contentType());
        return body == request.body() ? regular(body, e) : decoded(body);
      }
    }

    private Message decoded(byte[] body) {
      try {
        return answered(body);
      } catch (GatewayException e) {
        if (reader != null && reader.refusal().isEmpty()) {
          throw e;
        }
        return regular(body, e);
      }
    }

    private Message regular(byte[] body, GatewayException why) {
      if (why.code() != FaultCode.INVALID_REQUEST && why.code() != FaultCode.UNKNOWN_OPERATION) {
        throw why;
      }
      return answered(RegularRequest.of(body, model, operations));
    }

    private Message answered(byte[] body) {
      failure = null;
      reader = null;
      RequestReader opened = RequestReader.of(body, schema, operations, values, this::enter);
      reader = opened;
      Message message = process(this, opened);
      if (opened.refusal().isPresent()) {
        throw opened.refusal().get();
      }
      if (failure != null) {
        throw thrown(failure);
      }
      if (message == null || message.isFault()) {
        throw new IllegalStateException("The runtime answered a fault of its own");
      }
      return message;
    }

    private void enter(SoapVersion ofEnvelope, SoapHeader header) {
      version = ofEnvelope;
      if (consumer == null) {
        consumer = request.consumer().orElseGet(() -> request.callers().apply(header));
      }
    }
  }

  private static final Set<FaultCode> MENDABLE =
      EnumSet.of(FaultCode.INVALID_REQUEST, FaultCode.UNKNOWN_OPERATION, FaultCode.NOT_WELL_FORMED);

  private final Function<Consumer, S> service;
  private final XMLValidationSchema schema;
  private final ContractModel model;
  private final Set<String> values;
  private final Set<String> operations;
  private final Map<SoapVersion, WSEndpoint<S>> endpoints = new EnumMap<>(SoapVersion.class);
  private final Map<SoapVersion, Queue<WSEndpoint.PipeHead>> idle =
      new EnumMap<>(SoapVersion.class);

  private SoapEndpoint(Class<S> service, Function<Consumer, S> implementation, Contract contract) {
    this.service = implementation;
    this.schema = contract.schema();
    this.model = contract.model();
    this.values = model.values();
    this.operations = operations(service);
    for (SoapVersion version : SoapVersion.values()) {
      endpoints.put(version, endpoint(service, version));
      idle.put(version, new ConcurrentLinkedQueue<>());
    }
  }

  /**
   * Makes a service ready.
   *
   * @param service its generated interface
   * @param implementation what does the operations for a consumer
   * @param contract that it keeps
   */
  static <S> SoapEndpoint<S> of(
      Class<S> service, Function<Consumer, S> implementation, Contract contract) {
    // Its own management beans want reflection that the platform forbids, and warn at each start.
    if (System.getProperty("com.sun.xml.ws.monitoring.endpoint") == null) {
      System.setProperty("com.sun.xml.ws.monitoring.endpoint", "false");
    }
    return new SoapEndpoint<>(service, implementation, contract);
  }

  /** Does what a request asks; whatever happens, the answer is an envelope. */
  Reply answer(Request request) {
    Invocation invocation = new Invocation(request);
    try {
      byte[] written = written(invocation.answer());
      return new Reply(200, invocation.version.contentType(), written, Optional.empty());
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return Reply.fault(invocation.version, fault(e));
    }
  }

  /** Of what an operation has thrown, as it is. */
  private static RuntimeException thrown(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure);
  }

  private @Nullable Message process(Invocation invocation, RequestReader reader) {
    SoapVersion version = reader.version();
    Queue<WSEndpoint.PipeHead> heads = java.util.Objects.requireNonNull(idle.get(version));
    WSEndpoint.PipeHead head = heads.poll();
    if (head == null) {
      head = java.util.Objects.requireNonNull(endpoints.get(version)).createPipeHead();
    }
    try {
      Packet packet =
          new Packet(new StreamMessage(null, new AttachmentSetImpl(), reader, version.ofRuntime()));
      packet.invocationProperties.put(INVOCATION, invocation);
      Message reply = head.process(packet, null, null).getMessage();
      heads.add(head);
      return reply;
    } catch (RuntimeException e) {
      invocation.failure = invocation.failure == null ? e : invocation.failure;
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
  static GatewayException fault(Throwable failure) {
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

  Set<String> operations() {
    return operations;
  }

  static Set<String> operations(Class<?> service) {
    return Arrays.stream(service.getMethods())
        .map(method -> method.getAnnotation(jakarta.jws.WebMethod.class).operationName())
        .collect(Collectors.toUnmodifiableSet());
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
      @SuppressWarnings("unchecked") // We have put it there.
      SoapEndpoint<S>.Invocation invocation =
          (SoapEndpoint<S>.Invocation) packet.invocationProperties.get(INVOCATION);
      RequestReader reader = java.util.Objects.requireNonNull(invocation.reader);
      Consumer consumer = java.util.Objects.requireNonNull(invocation.consumer);
      if (!reader.readToTheEnd()) {
        return null;
      }
      if (!consumer.mayCall(reader.operation())) {
        invocation.failure =
            GatewayException.of(
                FaultCode.NOT_ALLOWED,
                "This consumer may not call "
                    + reader.operation()
                    + ": ask the gateway's operator");
        return null;
      }
      try {
        return method.invoke(service.apply(consumer), arguments);
      } catch (InvocationTargetException e) {
        invocation.failure = e.getTargetException();
        return null;
      }
    }
  }
}
