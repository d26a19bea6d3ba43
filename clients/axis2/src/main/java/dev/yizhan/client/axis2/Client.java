package dev.yizhan.client.axis2;

import dev.yizhan.wsdl.gateway.GatewayFaultException;
import dev.yizhan.wsdl.gateway.SmsGatewayStub;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Acknowledge;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Channel;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.FetchReports;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.FetchReportsResponse;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.GatewayFault;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.GetSubmission;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.ListChannels;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Max;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Recipient;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.RecordKind;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Reference;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Report;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.RequestId;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Send;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Submission;
import dev.yizhan.wsdl.gateway.SmsGatewayStub.Text;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import org.apache.axiom.soap.SOAP11Constants;
import org.apache.axiom.soap.SOAP12Constants;
import org.apache.axis2.AxisFault;
import org.apache.axis2.client.Options;
import org.apache.axis2.kernel.http.HTTPConstants;
import org.apache.axis2.transport.http.impl.httpclient5.HttpTransportPropertiesImpl;

/** Calls the gateway as a consumer and prints the results. */
public final class Client {

  private static final String STACK = "axis2";
  private static final String CHANNEL = "winic-http";

  private final SmsGatewayStub gateway;
  private final PrintStream out;

  private Client(SmsGatewayStub gateway, PrintStream out) {
    this.gateway = gateway;
    this.out = out;
  }

  /**
   * Makes all the calls.
   *
   * @param arguments BASE USER PASSWORD VERSION RUN
   * @throws Exception if a call fails unexpectedly
   */
  public static void main(String[] arguments) throws Exception {
    String address = arguments[0] + "/sms";
    String user = arguments[1];
    String password = arguments[2];
    String version = arguments[3];
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    Client client = new Client(stub(address, version, user, password), out);
    client.listChannels();
    String id = client.send(STACK + "-" + version + "-" + arguments[4]);
    client.getSubmission(id);
    client.sendUnencodableText();
    client.fetchAndAcknowledge();
    client.getMissingSubmission();
    new Client(stub(address, version, user, "not-" + password), out).listChannelsDenied();
  }

  private static SmsGatewayStub stub(String address, String version, String user, String password)
      throws AxisFault {
    HttpTransportPropertiesImpl.Authenticator basic =
        new HttpTransportPropertiesImpl.Authenticator();
    basic.setUsername(user);
    basic.setPassword(password);
    // The transport first sends without a password and repeats the request after a 401.
    basic.setAllowedRetry(true);

    SmsGatewayStub stub = new SmsGatewayStub(address);
    Options options = stub._getServiceClient().getOptions();
    options.setProperty(HTTPConstants.AUTHENTICATE, basic);
    options.setSoapVersionURI(
        version.equals("1.2")
            ? SOAP12Constants.SOAP_ENVELOPE_NAMESPACE_URI
            : SOAP11Constants.SOAP_ENVELOPE_NAMESPACE_URI);
    return stub;
  }

  private void listChannels() throws RemoteException, GatewayFaultException {
    Channel[] channels = gateway.listChannels(new ListChannels()).getChannel();
    Channel first = channels[0];
    out.println("channels=" + channels.length);
    out.println("first=" + first.getName() + " abilities=" + first.getAbility().length);
  }

  private String send(String requestId) throws RemoteException, GatewayFaultException {
    Send send = message("验证码１２３４，5您好<&>镕喆" + STACK, "13800138000", "13900139000");
    RequestId id = new RequestId();
    id.setRequestId(requestId);
    send.setRequestId(id);
    Reference reference = new Reference();
    reference.setReference(STACK);
    send.setReference(reference);
    Submission submission = gateway.send(send).getSubmission();
    out.println("send=" + submission.getState());
    out.println(
        "deliveries="
            + submission.getDelivery().length
            + " number="
            + submission.getDelivery()[1].getNumber()
            + " outcome="
            + submission.getCall()[0].getOutcome());
    Submission again = gateway.send(send).getSubmission();
    out.println("again=" + (again.getId().equals(submission.getId()) ? "yes" : "no"));
    return submission.getId();
  }

  private void getSubmission(String id) throws RemoteException, GatewayFaultException {
    Submission submission = gateway.getSubmission(byId(id)).getSubmission();
    Instant createdAt = submission.getCreatedAt().toInstant();
    Duration age = Duration.between(createdAt, Instant.now()).abs();
    out.println(
        "reference="
            + submission.getReference()
            + " createdAt="
            + (age.compareTo(Duration.ofMinutes(1)) < 0 ? "ok" : createdAt)
            + " parts="
            + submission.getParts());
  }

  private void sendUnencodableText() throws RemoteException {
    try {
      gateway.send(message("好😀", "13800138000"));
      out.println("fault=none");
    } catch (GatewayFaultException e) {
      GatewayFault fault = e.getFaultMessage();
      out.println(
          "fault="
              + fault.getCode()
              + " category="
              + fault.getCategory()
              + " retryable="
              + fault.getRetryable()
              + " detail="
              + (fault.getDetail().isEmpty() ? "no" : "yes"));
    }
  }

  private void fetchAndAcknowledge() throws RemoteException, GatewayFaultException {
    FetchReports fetch = new FetchReports();
    Max max = new Max();
    max.setMax(10);
    fetch.setMax(max);
    FetchReportsResponse page = gateway.fetchReports(fetch);
    // An empty array is null.
    Report[] reports = page.isReportSpecified() ? page.getReport() : new Report[0];
    // An empty page cannot have more after it.
    out.println("reports=" + (page.getMore() && reports.length == 0 ? "no" : "ok"));

    Acknowledge acknowledge = new Acknowledge();
    acknowledge.setKind(RecordKind.REPORTS);
    acknowledge.setPosition(reports.length == 0 ? "0" : reports[reports.length - 1].getPosition());
    gateway.acknowledge(acknowledge);
    out.println("acknowledged=ok");
  }

  private void getMissingSubmission() throws RemoteException {
    try {
      gateway.getSubmission(byId("1"));
      out.println("missing=none");
    } catch (GatewayFaultException e) {
      out.println("missing=" + e.getFaultMessage().getCode());
    }
  }

  private void listChannelsDenied() throws RemoteException, GatewayFaultException {
    try {
      gateway.listChannels(new ListChannels());
      out.println("denied=no");
    } catch (AxisFault e) {
      // The status is only in the reason: "Transport error: 401 Error: Unauthorized".
      out.println("denied=" + e.getReason().replaceAll("\\D*(\\d+).*", "$1"));
    }
  }

  private static Send message(String text, String... numbers) {
    Send send = new Send();
    send.setChannel(CHANNEL);
    for (String number : numbers) {
      Recipient recipient = new Recipient();
      recipient.setRecipient(number);
      send.addRecipient(recipient);
    }
    Text content = new Text();
    content.setText(text);
    send.setText(content);
    return send;
  }

  private static GetSubmission byId(String id) {
    GetSubmission get = new GetSubmission();
    get.setId(id);
    return get;
  }
}
