package dev.yizhan.client.apachesoap;

import java.io.PrintStream;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Vector;
import org.apache.soap.Constants;
import org.apache.soap.rpc.Call;
import org.apache.soap.rpc.Parameter;
import org.apache.soap.rpc.Response;
import org.apache.soap.transport.http.SOAPHTTPConnection;
import org.w3c.dom.Element;

/** Calls the gateway as old programs do: without a WSDL, in rpc/encoded style. */
@SuppressWarnings("JdkObsolete") // The library takes a Vector.
public final class Client {

  private static final String NAMESPACE = "urn:yizhan:sms:1";
  private static final String STACK = "apache-soap";

  private final URL address;
  private final String user;
  private final String password;

  private Client(URL address, String user, String password) {
    this.address = address;
    this.user = user;
    this.password = password;
  }

  /**
   * Makes all the calls and prints the results.
   *
   * @param arguments BASE USER PASSWORD VERSION RUN
   * @throws Exception if a call fails unexpectedly
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Client client =
        new Client(URI.create(arguments[0] + "/sms").toURL(), arguments[1], arguments[2]);

    Map<String, Object> message = new LinkedHashMap<>();
    message.put("requestId", STACK + "-" + arguments[4]);
    message.put("channel", "winic-http");
    message.put("recipient", "13800138000,13900139000");
    message.put("text", "验证码１２３４，5您好<&>镕喆" + STACK);
    message.put("reference", STACK);
    message.put("waitSeconds", 10);
    Response sent = client.call("Send", message);
    Object id = result(sent);
    out.println("send=" + output(sent, "state") + " parts=" + output(sent, "parts"));
    out.println("again=" + (result(client.call("Send", message)).equals(id) ? "yes" : "no"));

    Response found = client.call("GetSubmission", Map.of("id", id));
    out.println("found=" + (result(found).equals(id) ? "yes" : "no"));
    out.println("reference=" + output(found, "reference"));

    Object[] channels = (Object[]) result(client.call("ListChannels", Map.of()));
    Map<?, ?> first = (Map<?, ?>) channels[0];
    Object[] abilities = (Object[]) Objects.requireNonNull(first.get("ability"));
    out.println("channels=" + channels.length);
    out.println("first=" + first.get("name") + " abilities=" + abilities.length);

    Response fetched = client.call("FetchReports", Map.of("max", 10));
    Object[] reports = (Object[]) result(fetched);
    out.println("reports=" + (reports.length <= 10 && output(fetched, "more") != null));

    message.put("text", "好😀");
    message.remove("requestId");
    out.println("fault=" + fault(client.call("Send", message)));
    out.println("missing=" + fault(client.call("GetSubmission", Map.of("id", "1"))));
  }

  private Response call(String operation, Map<String, Object> parameters) throws Exception {
    SOAPHTTPConnection connection = new SOAPHTTPConnection();
    connection.setUserName(user);
    connection.setPassword(password);
    Call call = new Call();
    call.setSOAPTransport(connection);
    call.setTargetObjectURI(NAMESPACE);
    call.setMethodName(operation);
    call.setEncodingStyleURI(Constants.NS_URI_SOAP_ENC);
    Vector<Parameter> given = new Vector<>();
    parameters.forEach(
        (name, value) -> given.add(new Parameter(name, value.getClass(), value, null)));
    call.setParams(given);
    return call.invoke(address, "");
  }

  private static Object result(Response response) {
    return response.getReturnValue().getValue();
  }

  private static Object output(Response response, String name) {
    for (Object each : List.copyOf((Vector<?>) response.getParams())) {
      Parameter parameter = (Parameter) each;
      if (parameter.getName().equals(name)) {
        return parameter.getValue();
      }
    }
    return "none";
  }

  private static String fault(Response response) {
    if (!response.generatedFault()) {
      return "none";
    }
    Element detail = (Element) response.getFault().getDetailEntries().get(0);
    return detail.getElementsByTagNameNS(NAMESPACE, "code").item(0).getTextContent();
  }
}
