package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.StringElement;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One address in the manner of ASP.NET: SOAP 1.1 and 1.2, {@code ?WSDL}, a page for browsers and,
 * if the service takes them, forms at {@code /Operation} after it.
 */
final class SoapEndpoint<S> implements Endpoint<S> {

  private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final String NAMESPACE = "http://tempuri.org/";
  private static final String FORM_TYPE = "application/x-www-form-urlencoded";
  private static final XMLInputFactory XML = factory();
  private static final int OK = 200;
  private static final int BAD_REQUEST = 400;
  private static final int UNSUPPORTED_MEDIA_TYPE = 415;
  private static final int SERVER_ERROR = 500;

  private record Call(String namespace, String operation, List<Parameter> parameters) {}

  private final String path;
  private final Map<String, Operation<S>> operations;
  private final String wsdl;
  private final Optional<FormDialect> forms;

  SoapEndpoint(
      String path, Map<String, Operation<S>> operations, String wsdl, Optional<FormDialect> forms) {
    this.path = path;
    this.operations = operations;
    this.wsdl = resource("/wsdl/" + wsdl);
    this.forms = forms;
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, true);
    return factory;
  }

  private static String resource(String name) {
    try (InputStream in = SoapEndpoint.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public CompletionStage<HttpAnswer> answer(HttpCall call, String rest, Performer<S> performer) {
    if (!rest.isEmpty() && forms.isPresent()) {
      return form(call, rest, forms.get(), performer);
    }
    return call.request().method().equals("POST")
        ? soap(call, performer)
        : CompletableFuture.completedFuture(description(call));
  }

  private CompletionStage<HttpAnswer> form(
      HttpCall call, String name, FormDialect dialect, Performer<S> performer) {
    Operation<S> operation = operations.get(name);
    if (operation == null) {
      return CompletableFuture.completedFuture(
          HttpAnswer.of(
              SERVER_ERROR, "text/plain", name + " Web Service method name is not valid.\r\n"));
    }
    RawRequest request = call.request();
    if (request.method().equals("POST")
        && !request.body().isEmpty()
        && !request.mediaType().equals(FORM_TYPE)) {
      return CompletableFuture.completedFuture(
          HttpAnswer.of(
              SERVER_ERROR,
              "text/plain",
              "Request format is unrecognized for URL unexpectedly ending in '/"
                  + name
                  + "'.\r\n"));
    }
    return new FormEndpoint<>(operation, dialect).answer(call, "", performer);
  }

  private HttpAnswer description(HttpCall call) {
    if ("wsdl".equalsIgnoreCase(call.request().query())) {
      String location = StringElement.escape(call.address() + path).replace("\"", "&quot;");
      return HttpAnswer.of(
          OK,
          "text/xml",
          wsdl.replaceAll(
              "location=\"[^\"]*\"",
              java.util.regex.Matcher.quoteReplacement("location=\"" + location + "\"")));
    }
    String list =
        operations.keySet().stream()
            .sorted()
            .map(name -> "<li>" + name + "</li>")
            .collect(Collectors.joining());
    return HttpAnswer.of(
        OK, "text/html", "<html><body><h1>Operations</h1><ul>" + list + "</ul></body></html>");
  }

  private CompletionStage<HttpAnswer> soap(HttpCall http, Performer<S> performer) {
    Call call;
    try {
      call = read(http.request().body().getBytes(StandardCharsets.ISO_8859_1));
    } catch (XMLStreamException e) {
      // As IIS does: the answer does not say what is wrong.
      return CompletableFuture.completedFuture(HttpAnswer.of(BAD_REQUEST));
    }
    boolean first = SOAP_11.equals(call.namespace());
    if (!http.request().mediaType().equals(first ? "text/xml" : "application/soap+xml")) {
      return CompletableFuture.completedFuture(HttpAnswer.of(UNSUPPORTED_MEDIA_TYPE));
    }
    Operation<S> operation = operations.get(call.operation());
    if (operation == null || first && !isAction(http.soapAction(), call)) {
      return CompletableFuture.completedFuture(
          envelope(SERVER_ERROR, call.namespace(), fault(call)));
    }
    return performer
        .perform(operation, Form.of(call.parameters()))
        .thenApply(
            text ->
                envelope(
                    OK,
                    call.namespace(),
                    "<%1$sResponse xmlns=\"%3$s\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
                        .formatted(call.operation(), StringElement.escape(text), NAMESPACE)));
  }

  private static boolean isAction(@Nullable String action, Call call) {
    return action != null && action.replace("\"", "").equals(NAMESPACE + call.operation());
  }

  private static Call read(byte[] body) throws XMLStreamException {
    XMLStreamReader in = XML.createXMLStreamReader(new ByteArrayInputStream(body));
    in.nextTag();
    String namespace = in.getNamespaceURI();
    if (!SOAP_11.equals(namespace) && !SOAP_12.equals(namespace)) {
      throw new XMLStreamException("No envelope");
    }
    while (!(in.isStartElement() && in.getLocalName().equals("Body"))) {
      if (!in.hasNext()) {
        throw new XMLStreamException("No body");
      }
      in.next();
    }
    in.nextTag();
    String operation = in.getLocalName();
    List<Parameter> parameters = new ArrayList<>();
    while (in.nextTag() == XMLStreamReader.START_ELEMENT) {
      boolean qualified = NAMESPACE.equals(in.getNamespaceURI());
      Parameter parameter = new Parameter(in.getLocalName(), in.getElementText());
      // .NET ignores elements outside the service's namespace.
      if (qualified) {
        parameters.add(parameter);
      }
    }
    return new Call(namespace, operation, parameters);
  }

  private static String fault(Call call) {
    return SOAP_11.equals(call.namespace())
        ? "<soap:Fault><faultcode>soap:Client</faultcode><faultstring>Server did not recognize the"
            + " value of HTTP Header SOAPAction.</faultstring><detail /></soap:Fault>"
        : "<soap:Fault><soap:Code><soap:Value>soap:Sender</soap:Value></soap:Code><soap:Reason>"
            + "<soap:Text xml:lang=\"en\">Unable to handle request without a valid action"
            + " parameter.</soap:Text></soap:Reason></soap:Fault>";
  }

  private static HttpAnswer envelope(int status, String namespace, String body) {
    return HttpAnswer.of(
        status,
        SOAP_11.equals(namespace) ? "text/xml" : "application/soap+xml",
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\""
            + namespace
            + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soap:Body>"
            + body
            + "</soap:Body></soap:Envelope>");
  }
}
