package dev.yizhan.client.axis1;

import dev.yizhan.wsdl.gateway.Channel;
import dev.yizhan.wsdl.gateway.GatewayFault;
import dev.yizhan.wsdl.gateway.RecordKind;
import dev.yizhan.wsdl.gateway.Report;
import dev.yizhan.wsdl.gateway.SmsGateway_PortType;
import dev.yizhan.wsdl.gateway.SmsGateway_ServiceLocator;
import dev.yizhan.wsdl.gateway.Submission;
import dev.yizhan.wsdl.gateway.holders.ReportArrayHolder;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import javax.xml.rpc.holders.BooleanHolder;
import org.apache.axis.AxisFault;
import org.apache.axis.Constants;
import org.apache.axis.client.Call;
import org.apache.axis.client.Stub;
import org.apache.axis.soap.SOAPConstants;
import org.w3c.dom.Element;

/** Calls the gateway as a consumer and prints the results. */
public final class Client {

  private static final String STACK = "axis1";
  private static final String CHANNEL = "winic-http";

  private final SmsGateway_PortType gateway;
  private final PrintStream out;

  private Client(SmsGateway_PortType gateway, PrintStream out) {
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

    Client client = new Client(port(address, version, user, password), out);
    client.listChannels();
    String id = client.send(STACK + "-" + version + "-" + arguments[4]);
    client.getSubmission(id);
    client.sendUnencodableText();
    client.fetchAndAcknowledge();
    client.getMissingSubmission();
    new Client(port(address, version, user, "not-" + password), out).listChannelsDenied();
  }

  private static SmsGateway_PortType port(
      String address, String version, String user, String password) throws Exception {
    SmsGateway_ServiceLocator service =
        version.equals("1.2") ? new Soap12Locator() : new SmsGateway_ServiceLocator();
    SmsGateway_PortType port = service.getSmsGatewaySoap(URI.create(address).toURL());
    ((Stub) port).setUsername(user);
    ((Stub) port).setPassword(password);
    return port;
  }

  private void listChannels() throws RemoteException {
    Channel[] channels = gateway.listChannels();
    Channel first = channels[0];
    out.println("channels=" + channels.length);
    out.println("first=" + first.getName() + " abilities=" + first.getAbility().length);
  }

  private String send(String requestId) throws RemoteException {
    Submission submission = submit(requestId);
    out.println("send=" + submission.getState());
    out.println(
        "deliveries="
            + submission.getDelivery().length
            + " number="
            + submission.getDelivery()[1].getNumber()
            + " outcome="
            + submission.getCall()[0].getOutcome());
    Submission again = submit(requestId);
    out.println("again=" + (again.getId().equals(submission.getId()) ? "yes" : "no"));
    return submission.getId();
  }

  private void getSubmission(String id) throws RemoteException {
    Submission submission = gateway.getSubmission(id, null, null, null);
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
      String[] recipients = {"13800138000"};
      gateway.send(null, CHANNEL, recipients, "好😀", null, null, null, null, null, null, null);
      out.println("fault=none");
    } catch (GatewayFault fault) {
      out.println(
          "fault="
              + fault.getCode()
              + " category="
              + fault.getCategory()
              + " retryable="
              + fault.isRetryable()
              + " detail="
              + (fault.getDetail().isEmpty() ? "no" : "yes"));
    }
  }

  private void fetchAndAcknowledge() throws RemoteException {
    ReportArrayHolder page = new ReportArrayHolder();
    BooleanHolder more = new BooleanHolder();
    gateway.fetchReports(null, 10, page, more);
    // An empty array is null.
    Report[] reports = page.value == null ? new Report[0] : page.value;
    // An empty page cannot have more after it.
    out.println("reports=" + (more.value && reports.length == 0 ? "no" : "ok"));

    String position = reports.length == 0 ? "0" : reports[reports.length - 1].getPosition();
    gateway.acknowledge(RecordKind.REPORTS, position);
    out.println("acknowledged=ok");
  }

  private void getMissingSubmission() throws RemoteException {
    try {
      gateway.getSubmission("1", null, null, null);
      out.println("missing=none");
    } catch (GatewayFault fault) {
      out.println("missing=" + fault.getCode());
    }
  }

  private void listChannelsDenied() throws RemoteException {
    try {
      gateway.listChannels();
      out.println("denied=no");
    } catch (AxisFault e) {
      // With SOAP 1.2 the stack reads the fault of the response, with SOAP 1.1 only its status.
      Element status = e.lookupFaultDetail(Constants.QNAME_FAULTDETAIL_HTTPERRORCODE);
      out.println("denied=" + (status == null ? "fault" : status.getTextContent()));
    }
  }

  private Submission submit(String requestId) throws RemoteException {
    String[] recipients = {"13800138000", "13900139000"};
    String text = "验证码１２３４，5您好<&>镕喆" + STACK;
    return gateway.send(
        requestId, CHANNEL, recipients, text, null, null, null, STACK, null, null, null);
  }

  /** The stub sets SOAP 1.1 in every call; this one sets SOAP 1.2 after it. */
  private static final class Soap12Locator extends SmsGateway_ServiceLocator {
    private static final long serialVersionUID = 1L;

    @Override
    public Call createCall() {
      return new Call(this) {
        @Override
        public void setSOAPVersion(SOAPConstants version) {
          super.setSOAPVersion(SOAPConstants.SOAP12_CONSTANTS);
        }
      };
    }
  }
}
