package dev.yizhan.gateway.soap;

import com.sun.xml.ws.api.message.Headers;
import com.sun.xml.ws.api.message.Message;
import com.sun.xml.ws.api.message.MessageHeaders;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.EncodedRequests;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.contract.ContractModel;
import dev.yizhan.gateway.soap.request.Addressing;
import dev.yizhan.gateway.soap.request.MultipartRequest;
import dev.yizhan.gateway.soap.request.NormalizedRequest;
import dev.yizhan.gateway.soap.request.RequestCharset;
import dev.yizhan.gateway.soap.request.RequestFaults;
import dev.yizhan.gateway.soap.request.RequestReader;
import dev.yizhan.gateway.soap.request.SoapHeader;
import dev.yizhan.gateway.soap.request.SoapVersion;
import dev.yizhan.soap.HardenedXml;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * A service of the contract in both SOAP versions. The root element of a request decides the
 * version.
 *
 * @param <S> the service's generated interface
 */
final class SoapEndpoint<S> {

  private final Function<Consumer, S> implementation;
  private final JaxWsRuntime<S> runtime;
  private final String service;
  private final ContractModel model;
  private final Set<String> operations;

  private SoapEndpoint(Class<S> service, Function<Consumer, S> implementation, Contract contract) {
    this.implementation = implementation;
    this.runtime = JaxWsRuntime.of(service);
    this.service = service.getSimpleName();
    this.model = contract.model();
    this.operations = operations(service);
  }

  static <S> SoapEndpoint<S> of(
      Class<S> service, Function<Consumer, S> implementation, Contract contract) {
    return new SoapEndpoint<>(service, implementation, contract);
  }

  /**
   * A request.
   *
   * @param body decompressed, in any charset
   * @param contentType of the body
   * @param encodedRequests what becomes of it if it is in encoded style
   * @param authentication of the caller, by the HTTP header or the SOAP header
   */
  @SuppressWarnings("ArrayRecordComponent") // Read once, never compared.
  record Request(
      byte[] body,
      String contentType,
      EncodedRequests encodedRequests,
      Function<SoapHeader, Consumer> authentication) {

    /** The only part of a multipart request, or the request itself. */
    Request envelope() {
      if (!MultipartRequest.isMultipart(contentType)) {
        return this;
      }
      MultipartRequest part = MultipartRequest.of(body, contentType);
      return new Request(part.body(), part.contentType(), encodedRequests, authentication);
    }
  }

  /**
   * Answers a request. The operation has started when this returns.
   *
   * @return never fails: whatever happens, the response is an envelope
   */
  CompletableFuture<SoapResponse> answer(Request request) {
    Exchange exchange = new Exchange(SoapVersion.ofContentType(request.contentType()));
    try {
      return exchange.responded(exchange.started(request.envelope()));
    } catch (RuntimeException | StackOverflowError | LinkageError e) {
      return CompletableFuture.completedFuture(exchange.fault(e));
    }
  }

  private static byte[] written(Message message) {
    try {
      ByteArrayOutputStream document = new ByteArrayOutputStream(1024);
      XMLStreamWriter out = HardenedXml.replacingWriter(document);
      message.writeTo(out);
      out.close();
      return document.toByteArray();
    } catch (XMLStreamException e) {
      throw new IllegalStateException("A response cannot be written", e);
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
    runtime.dispose();
  }

  /** The forms in which a request is tried, in this order, until one conforms to the contract. */
  private enum Form {
    DECODED,
    JOINED,
    NORMALIZED;

    boolean canCure(GatewayException refusal) {
      return switch (refusal.code()) {
        case INVALID_REQUEST, UNKNOWN_OPERATION -> this != DECODED;
        case NOT_WELL_FORMED -> this == JOINED;
        default -> false;
      };
    }
  }

  private final class Exchange {

    private SoapVersion version;
    private SoapHeader header = SoapHeader.NONE;
    private Optional<String> operation = Optional.empty();
    private @Nullable Consumer consumer;
    private boolean encoded;

    Exchange(SoapVersion version) {
      this.version = version;
    }

    /**
     * Trying again is safe: an operation runs only after the whole request was read and conforms.
     */
    DeferredResponse<?> started(Request request) {
      byte[] body = request.body();
      @Nullable GatewayException refusal = null;
      for (Form form : Form.values()) {
        if (refusal != null && !form.canCure(refusal)) {
          break;
        }
        byte[] converted = converted(body, form, request);
        if (refusal != null && converted == body) {
          continue;
        }
        body = converted;
        Attempt attempt = new Attempt(request.authentication());
        try {
          return attempt.started(body);
        } catch (GatewayException e) {
          if (attempt.hasReadConformingRequest()) {
            throw e;
          }
          refusal = e;
        }
      }
      throw Objects.requireNonNull(refusal);
    }

    private byte[] converted(byte[] body, Form form, Request request) {
      return switch (form) {
        case DECODED -> RequestCharset.utf8(body, request.contentType());
        case JOINED -> RequestCharset.withoutSurrogateReferences(body);
        case NORMALIZED -> normalized(body, request.encodedRequests());
      };
    }

    /** Decides the style of the answer before the operation runs. */
    private byte[] normalized(byte[] body, EncodedRequests rule) {
      NormalizedRequest.Normalized normalized = NormalizedRequest.of(body, model, operations);
      if (normalized.encoded() && rule == EncodedRequests.REFUSED) {
        throw RequestFaults.encoded();
      }
      encoded = normalized.encoded() && rule == EncodedRequests.ENCODED;
      return normalized.envelope();
    }

    /** The caller is authenticated once, whatever the number of attempts. */
    private Consumer authenticated(
        SoapVersion ofEnvelope, SoapHeader given, Function<SoapHeader, Consumer> authentication) {
      version = ofEnvelope;
      Consumer known = consumer;
      if (known == null) {
        header = given;
        given
            .refusal()
            .ifPresent(
                refusal -> {
                  throw refusal;
                });
        known = authentication.apply(given);
        consumer = known;
      }
      return known;
    }

    /** Holds nothing of the request while it waits. */
    <T> CompletableFuture<SoapResponse> responded(DeferredResponse<T> deferred) {
      CompletableFuture<T> outcome = deferred.outcome().toCompletableFuture();
      return outcome
          .handle((value, failure) -> response(deferred, outcome))
          .exceptionally(this::fault);
    }

    private <T> SoapResponse response(DeferredResponse<T> deferred, CompletableFuture<T> outcome) {
      try {
        Message response =
            addressed(runtime.message(deferred.conversion().apply(outcome.join()), version));
        byte[] envelope = encoded ? EncodedResponse.of(response, model) : written(response);
        return new SoapResponse(200, version.contentType(), envelope, Optional.empty());
      } catch (RuntimeException | StackOverflowError | LinkageError e) {
        return fault(e);
      } finally {
        deferred.release().run();
      }
    }

    SoapResponse fault(Throwable failure) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      return SoapResponse.ofFault(version, Failures.toFault(cause), faultHeader());
    }

    private FaultHeader faultHeader() {
      return new FaultHeader(
          version == SoapVersion.SOAP_12 ? header.notUnderstood() : Optional.empty(),
          header.addressing(),
          Addressing.faultAction(service, operation));
    }

    /** The contract's output action, and the request that is answered. */
    private Message addressed(Message response) {
      header
          .addressing()
          .ifPresent(
              addressing -> {
                MessageHeaders headers = response.getHeaders();
                headers.add(
                    Headers.create(
                        Addressing.ACTION, Addressing.action(service, operation.orElseThrow())));
                addressing
                    .messageId()
                    .ifPresent(id -> headers.add(Headers.create(Addressing.RELATES_TO, id)));
              });
      return response;
    }

    private final class Attempt implements JaxWsRuntime.Invocation {

      private final Function<SoapHeader, Consumer> authentication;
      private @Nullable RequestReader reader;
      private @Nullable DeferredResponse<?> response;
      private @Nullable Throwable failure;

      Attempt(Function<SoapHeader, Consumer> authentication) {
        this.authentication = authentication;
      }

      DeferredResponse<?> started(byte[] body) {
        RequestReader opened =
            RequestReader.of(
                body,
                model,
                operations,
                (envelope, given) -> authenticated(envelope, given, authentication));
        reader = opened;
        operation = Optional.of(opened.operation());
        boolean hasSucceeded = processed(opened);
        if (opened.refusal().isPresent()) {
          throw opened.refusal().get();
        }
        if (failure != null) {
          throw unchecked(failure);
        }
        DeferredResponse<?> deferred = response;
        if (!hasSucceeded || deferred == null) {
          throw new IllegalStateException("The JAX-WS runtime returned a fault");
        }
        return deferred;
      }

      private boolean processed(RequestReader opened) {
        try {
          return runtime.process(opened, this);
        } catch (RuntimeException e) {
          failure = failure == null ? e : failure;
          return false;
        }
      }

      boolean hasReadConformingRequest() {
        return reader != null && reader.refusal().isEmpty();
      }

      @Override
      public void invoke(Method method, Object... arguments) throws IllegalAccessException {
        RequestReader opened = Objects.requireNonNull(reader);
        if (!opened.readToTheEnd()) {
          return;
        }
        if (!opened.consumer().mayCall(opened.operation())) {
          failure = RequestFaults.notAllowed(opened.operation());
          return;
        }
        try {
          response = called(implementation.apply(opened.consumer()), method, arguments);
        } catch (InvocationTargetException e) {
          failure = e.getTargetException();
        } catch (RuntimeException | Error e) {
          failure = e;
        }
      }

      private DeferredResponse<?> called(S service, Method method, Object... arguments)
          throws IllegalAccessException, InvocationTargetException {
        Optional<DeferredResponse<?>> started =
            service instanceof DeferringService deferring
                ? deferring.start(arguments[0])
                : Optional.empty();
        return started.isPresent()
            ? started.get()
            : DeferredResponse.of(method.invoke(service, arguments));
      }
    }
  }

  private static RuntimeException unchecked(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException exception
        ? exception
        : new IllegalStateException(failure);
  }
}
