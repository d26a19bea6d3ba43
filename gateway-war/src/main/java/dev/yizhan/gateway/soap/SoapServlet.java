package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.answer.Answer;
import dev.yizhan.gateway.answer.AnswerWriter;
import dev.yizhan.gateway.answer.PendingAnswer;
import dev.yizhan.gateway.core.event.Events;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.security.Authenticator;
import dev.yizhan.gateway.security.BasicAuthentication;
import dev.yizhan.gateway.security.ClientConnection;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.security.EndpointSettings;
import dev.yizhan.gateway.soap.contract.Contract;
import dev.yizhan.gateway.soap.page.Language;
import dev.yizhan.gateway.soap.page.ServicePage;
import dev.yizhan.gateway.soap.request.RequestBody;
import dev.yizhan.gateway.soap.request.SoapVersion;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * A service of the contract at its address: requests by POST, the WSDL by {@code GET ?wsdl}, the
 * service page for browsers.
 */
public final class SoapServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Contract contract;
  private final transient SoapEndpoint<?> endpoint;
  private final transient ServicePage page;
  private final transient Environment environment;
  private final String service;

  /**
   * What all services share.
   *
   * @param settings current limits and proxies
   * @param stops whether the gateway is being stopped, and refuses requests
   */
  public record Environment(
      Authenticator authenticator,
      Supplier<EndpointSettings> settings,
      Events events,
      AnswerWriter answers,
      BooleanSupplier stops) {}

  private SoapServlet(
      String service,
      SoapEndpoint<?> endpoint,
      Contract contract,
      ServicePage page,
      Environment environment) {
    this.environment = environment;
    this.service = service;
    this.contract = contract;
    this.endpoint = endpoint;
    this.page = page;
  }

  /**
   * Makes the servlet of a service.
   *
   * @param service the generated interface
   * @param implementation of its operations, for a consumer
   * @param environment of all services
   * @param <S> the service
   */
  public static <S> SoapServlet of(
      Class<S> service, Function<Consumer, S> implementation, Environment environment) {
    Contract contract = Contract.of(service.getSimpleName());
    SoapEndpoint<S> endpoint = SoapEndpoint.of(service, implementation, contract);
    return new SoapServlet(
        service.getSimpleName(),
        endpoint,
        contract,
        new ServicePage(service.getSimpleName(), contract.model(), endpoint.operations()),
        environment);
  }

  /** The names of all operations of the services. */
  public static Set<String> operations(Class<?>... services) {
    return Arrays.stream(services)
        .flatMap(service -> SoapEndpoint.operations(service).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    switch (request.getMethod()) {
      case "POST" -> post(request, response);
      case "GET", "HEAD" -> get(request, response);
      default -> {
        response.setHeader("Allow", "GET, HEAD, POST");
        write(
            request,
            response,
            Answer.text(HttpServletResponse.SC_METHOD_NOT_ALLOWED, "GET and POST only\n"));
      }
    }
  }

  private void get(HttpServletRequest request, HttpServletResponse response) throws IOException {
    String base = base(request);
    String name = request.getServletPath().replace("/", "");
    String query =
        Optional.ofNullable(request.getQueryString()).orElse("").toLowerCase(Locale.ROOT);
    switch (query) {
      case "wsdl", "singlewsdl" -> write(request, response, wsdl(base, Contract.Ports.BOTH));
      case "wsdl11" -> write(request, response, wsdl(base, Contract.Ports.SOAP_11));
      case "wsdl12" -> write(request, response, wsdl(base, Contract.Ports.SOAP_12));
      case "callbackwsdl" -> write(request, response, xml(Contract.ofCallbacks()));
      default -> {
        if (String.valueOf(request.getHeader("Accept")).contains("text/html")) {
          page(request, response, base + name);
        } else {
          write(
              request,
              response,
              Answer.text(
                  HttpServletResponse.SC_OK,
                  "A SOAP 1.1 and 1.2 service. Its WSDL: " + base + name + "?wsdl\n"));
        }
      }
    }
  }

  private Answer wsdl(String base, Contract.Ports ports) {
    return xml(contract.servedAt(base, ports));
  }

  private static Answer xml(byte[] document) {
    return new Answer(HttpServletResponse.SC_OK, "text/xml; charset=utf-8", document);
  }

  private void page(HttpServletRequest request, HttpServletResponse response, String address)
      throws IOException {
    Language language =
        Language.of(
            Optional.ofNullable(request.getQueryString()).orElse(""),
            Optional.ofNullable(request.getHeader("Accept-Language")).orElse(""));
    response.setHeader("Content-Language", language.tag());
    response.setHeader("Vary", "Accept, Accept-Language");
    response.setHeader("Content-Security-Policy", ServicePage.POLICY);
    response.setHeader("X-Content-Type-Options", "nosniff");
    write(
        request,
        response,
        new Answer(
            HttpServletResponse.SC_OK,
            "text/html; charset=utf-8",
            page.written(address, language).getBytes(StandardCharsets.UTF_8)));
  }

  private void write(HttpServletRequest request, HttpServletResponse response, Answer answer)
      throws IOException {
    environment.answers().write(request, response, answer, AnswerWriter.Reader.STRANGER);
  }

  private void post(HttpServletRequest request, HttpServletResponse response) throws IOException {
    Exchange exchange = new Exchange(request);
    CompletableFuture<SoapResponse> answer = answered(request, response, exchange);
    if (answer.isDone()) {
      environment
          .answers()
          .write(request, response, exchange.answer(answer.join()), AnswerWriter.Reader.CONSUMER);
      return;
    }
    PendingAnswer pending =
        environment
            .answers()
            .later(
                request,
                response,
                () -> exchange.answer(exchange.fault(unfinished())),
                AnswerWriter.Reader.CONSUMER);
    CompletableFuture<Void> unused =
        answer.thenAccept(each -> pending.answer(() -> exchange.answer(each)));
  }

  private CompletableFuture<SoapResponse> answered(
      HttpServletRequest request, HttpServletResponse response, Exchange exchange) {
    try {
      return endpoint.answer(read(request, exchange.contentType));
    } catch (GatewayException e) {
      if (e.code() == FaultCode.REQUEST_TOO_SLOW) {
        response.setHeader("Connection", "close");
      }
      return CompletableFuture.completedFuture(exchange.fault(e));
    } catch (IOException e) {
      // The server's own time-out, or malformed chunks.
      response.setHeader("Connection", "close");
      return CompletableFuture.completedFuture(
          exchange.fault(
              GatewayException.of(
                  FaultCode.REQUEST_TOO_SLOW, "The body did not arrive, or not as announced")));
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(exchange.fault(Failures.toFault(e)));
    }
  }

  private static GatewayException unfinished() {
    return GatewayException.of(
        FaultCode.STORE_IN_DOUBT,
        "The gateway stops before it knows what became of the request. Repeat it with the same"
            + " requestId, which never sends twice; without one, look for the message first");
  }

  /** What the answer to a request needs of it, also after the request's thread has gone. */
  private final class Exchange {

    private final String contentType;
    private final long start = System.nanoTime();

    Exchange(HttpServletRequest request) {
      this.contentType = String.valueOf(request.getHeader("Content-Type"));
    }

    SoapResponse fault(GatewayException fault) {
      return SoapResponse.ofFault(SoapVersion.ofContentType(contentType), fault);
    }

    /** To be called once: the request counts as answered. */
    Answer answer(SoapResponse response) {
      environment
          .events()
          .requestAnswered(service, response.fault(), Duration.ofNanos(System.nanoTime() - start));
      return new Answer(
          response.status(), response.contentType(), response.body(), response.headers());
    }
  }

  /** The HTTP header authenticates before the body is read. */
  private SoapEndpoint.Request read(HttpServletRequest request, String contentType)
      throws IOException {
    requireRunning();
    EndpointSettings current = environment.settings().get();
    ClientConnection client = current.proxies().client(request);
    current.requireEncryption(client);
    String authorization = request.getHeader("Authorization");
    Optional<Consumer> consumer =
        authorization == null
            ? Optional.empty()
            : Optional.of(
                environment
                    .authenticator()
                    .authenticate(BasicAuthentication.credentials(authorization), client));
    byte[] body =
        consumer.isPresent()
            ? body(request, current)
            : UnauthenticatedBodies.read(request, () -> body(request, current));
    return new SoapEndpoint.Request(
        body,
        contentType,
        current.encodedRequests(),
        header -> {
          header.requireUnexpired(Instant.now(), current.clockSkew());
          Consumer known =
              consumer.orElseGet(
                  () -> environment.authenticator().authenticate(header.credentials(), client));
          requireRoom();
          return known;
        });
  }

  private void requireRunning() {
    if (environment.stops().getAsBoolean()) {
      throw GatewayException.of(
          FaultCode.BUSY,
          "The gateway is being stopped. Nothing was done: call again in some seconds");
    }
  }

  /** Before anything is done: an answer that cannot be written must not follow a message. */
  private void requireRoom() {
    if (!environment.answers().hasRoom(AnswerWriter.Reader.CONSUMER)) {
      throw GatewayException.of(
          FaultCode.BUSY,
          "Too many long answers wait for slow readers. Nothing was done: call again in some"
              + " seconds, and read the answers to the end");
    }
  }

  private static byte[] body(HttpServletRequest request, EndpointSettings settings)
      throws IOException {
    return RequestBody.read(
        request.getInputStream(),
        request.getHeader("Content-Encoding"),
        settings.maxBodyBytes(),
        settings.bodyTimeout());
  }

  /** The gateway's address for this caller, with a slash at its end. */
  private String base(HttpServletRequest request) {
    EndpointSettings current = environment.settings().get();
    return current
        .publicAddress()
        .orElseGet(() -> current.proxies().origin(request) + request.getContextPath() + "/");
  }

  @Override
  public void destroy() {
    endpoint.dispose();
  }
}
