package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.StringElement;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
import java.util.stream.Collectors;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * One address in the manner of ASP.NET: SOAP 1.1 and 1.2, {@code ?WSDL}, a page for browsers and,
 * if the service takes them, forms at {@code /Operation} after it.
 */
final class SoapServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";
  private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
  private static final XMLInputFactory XML = factory();

  private record Call(String namespace, String operation, List<Parameter> parameters) {}

  private final transient Map<String, Operation> operations;
  private final String wsdl;
  private final transient Optional<FormServlet> forms;

  SoapServlet(Map<String, Operation> operations, String wsdl, Optional<FormServlet> forms) {
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
    try (InputStream in = SoapServlet.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RawRequest raw = RawRequest.of(request);
    String info = request.getPathInfo();
    if (info != null && forms.isPresent()) {
      form(request, response, raw, info.substring(1));
    } else if (raw.method().equals("GET")) {
      describe(request, response);
    } else {
      soap(request, response, raw);
    }
  }

  private void form(
      HttpServletRequest request, HttpServletResponse response, RawRequest raw, String name)
      throws IOException {
    Operation operation = operations.get(name);
    if (operation == null) {
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      FormServlet.write(
          response,
          "text/plain; charset=utf-8",
          (name + " Web Service method name is not valid.\r\n").getBytes(StandardCharsets.UTF_8));
      return;
    }
    forms.orElseThrow().answer(request, response, raw, operation);
  }

  private void describe(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if ("wsdl".equalsIgnoreCase(request.getQueryString())) {
      String address = request.getRequestURL().toString();
      FormServlet.write(
          response,
          "text/xml; charset=utf-8",
          wsdl.replaceAll("location=\"[^\"]*\"", "location=\"" + address + "\"")
              .getBytes(StandardCharsets.UTF_8));
      return;
    }
    String list =
        operations.keySet().stream()
            .sorted()
            .map(name -> "<li>" + name + "</li>")
            .collect(Collectors.joining());
    FormServlet.write(
        response,
        "text/html; charset=utf-8",
        ("<html><body><h1>Operations</h1><ul>" + list + "</ul></body></html>")
            .getBytes(StandardCharsets.UTF_8));
  }

  private void soap(HttpServletRequest request, HttpServletResponse response, RawRequest raw)
      throws IOException {
    Call call;
    try {
      call = read(raw.body().getBytes(StandardCharsets.ISO_8859_1));
    } catch (XMLStreamException e) {
      // As IIS does: the answer does not say what is wrong.
      response.setStatus(HttpServletResponse.SC_BAD_REQUEST);
      response.setContentLength(0);
      return;
    }
    boolean first = SOAP_11.equals(call.namespace());
    if (!raw.contentType().startsWith(first ? "text/xml" : "application/soap+xml")) {
      response.setStatus(HttpServletResponse.SC_UNSUPPORTED_MEDIA_TYPE);
      response.setContentLength(0);
      return;
    }
    Operation operation = operations.get(call.operation());
    if (operation == null || first && !isAction(request.getHeader("SOAPAction"), call)) {
      response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
      envelope(response, call.namespace(), fault(call));
      return;
    }
    Object code = request.getAttribute(Operation.ANSWER_CODE);
    String text =
        code == null
            ? operation.answerer().answer(Form.of(call.parameters()), raw)
            : code.toString();
    envelope(
        response,
        call.namespace(),
        "<%1$sResponse xmlns=\"http://tempuri.org/\"><%1$sResult>%2$s</%1$sResult></%1$sResponse>"
            .formatted(call.operation(), StringElement.escape(text)));
  }

  private static boolean isAction(@Nullable String action, Call call) {
    return action != null
        && action.replace("\"", "").equals("http://tempuri.org/" + call.operation());
  }

  private static Call read(byte[] body) throws XMLStreamException {
    XMLStreamReader in = XML.createXMLStreamReader(new ByteArrayInputStream(body));
    in.nextTag();
    String namespace = in.getNamespaceURI();
    if (!SOAP_11.equals(namespace) && !SOAP_12.equals(namespace)) {
      throw new XMLStreamException("No envelope");
    }
    while (!(in.isStartElement() && in.getLocalName().equals("Body"))) {
      in.next();
    }
    in.nextTag();
    String operation = in.getLocalName();
    List<Parameter> parameters = new ArrayList<>();
    while (in.nextTag() == XMLStreamReader.START_ELEMENT) {
      boolean qualified = "http://tempuri.org/".equals(in.getNamespaceURI());
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

  private static void envelope(HttpServletResponse response, String namespace, String body)
      throws IOException {
    String type = SOAP_11.equals(namespace) ? "text/xml" : "application/soap+xml";
    String document =
        "<?xml version=\"1.0\" encoding=\"utf-8\"?><soap:Envelope xmlns:soap=\""
            + namespace
            + "\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\""
            + " xmlns:xsd=\"http://www.w3.org/2001/XMLSchema\"><soap:Body>"
            + body
            + "</soap:Body></soap:Envelope>";
    FormServlet.write(
        response, type + "; charset=utf-8", document.getBytes(StandardCharsets.UTF_8));
  }
}
