package dev.yizhan.client.axis1;

import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import javax.xml.namespace.QName;
import javax.xml.rpc.ParameterMode;
import org.apache.axis.AxisFault;
import org.apache.axis.Constants;
import org.apache.axis.client.Call;
import org.w3c.dom.Element;

/** Calls the gateway as old programs do: with a {@link Call} and no WSDL, in rpc/encoded style. */
public final class CallClient {

  private static final String NAMESPACE = "urn:yizhan:sms:1";
  private static final String STACK = "axis1-call";

  private final String address;
  private final String user;
  private final String password;

  private CallClient(String address, String user, String password) {
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
    CallClient client = new CallClient(arguments[0] + "/sms", arguments[1], arguments[2]);

    Map<String, Object> message = new LinkedHashMap<>();
    message.put("requestId", STACK + "-" + arguments[4]);
    message.put("channel", "winic-http");
    message.put("recipient", "13800138000,13900139000");
    message.put("text", "验证码１２３４，5您好<&>镕喆" + STACK);
    message.put("reference", STACK);
    message.put("waitSeconds", 10);
    Call send = client.call("Send", Constants.XSD_STRING);
    String id = String.valueOf(invoked(send, message));
    out.println("send=" + output(send, "state") + " parts=" + output(send, "parts"));
    Call again = client.call("Send", Constants.XSD_STRING);
    out.println("again=" + (invoked(again, message).equals(id) ? "yes" : "no"));

    Call get = client.call("GetSubmission", Constants.XSD_STRING);
    out.println("found=" + (invoked(get, Map.of("id", id)).equals(id) ? "yes" : "no"));
    out.println("reference=" + output(get, "reference"));

    Object[] channels =
        (Object[]) invoked(client.call("ListChannels", Constants.XSD_ANYTYPE), Map.of());
    Map<?, ?> first = (Map<?, ?>) channels[0];
    Object[] abilities = (Object[]) Objects.requireNonNull(first.get("ability"));
    out.println("channels=" + channels.length);
    out.println("first=" + first.get("name") + " abilities=" + abilities.length);

    Call fetch = client.call("FetchReports", Constants.XSD_ANYTYPE);
    Object[] reports = (Object[]) invoked(fetch, Map.of("max", 10));
    out.println("reports=" + (reports.length <= 10 && fetch.getOutputParams() != null));

    message.put("text", "好😀");
    message.remove("requestId");
    out.println("fault=" + fault(client.call("Send", Constants.XSD_STRING), message));
    Call missing = client.call("GetSubmission", Constants.XSD_STRING);
    out.println("missing=" + fault(missing, Map.of("id", "1")));
  }

  private Call call(String operation, QName result) throws Exception {
    Call call = new Call(URI.create(address).toURL());
    call.setUsername(user);
    call.setPassword(password);
    call.setOperationName(new QName(NAMESPACE, operation));
    call.setReturnType(result);
    return call;
  }

  private static Object invoked(Call call, Map<String, Object> parameters) throws Exception {
    parameters.forEach(
        (name, value) ->
            call.addParameter(
                name,
                value instanceof Integer ? Constants.XSD_INT : Constants.XSD_STRING,
                ParameterMode.IN));
    return call.invoke(parameters.values().toArray());
  }

  private static Object output(Call call, String name) {
    return Objects.requireNonNull(call.getOutputParams().get(new QName("", name)), name);
  }

  private static String fault(Call call, Map<String, Object> parameters) throws Exception {
    try {
      invoked(call, parameters);
      return "none";
    } catch (AxisFault fault) {
      Element detail = fault.getFaultDetails()[0];
      return detail.getElementsByTagNameNS(NAMESPACE, "code").item(0).getTextContent();
    }
  }
}
