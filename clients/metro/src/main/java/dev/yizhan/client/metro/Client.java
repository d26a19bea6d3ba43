package dev.yizhan.client.metro;

import dev.yizhan.wsdl.gateway.Acknowledge;
import dev.yizhan.wsdl.gateway.Channel;
import dev.yizhan.wsdl.gateway.FetchReports;
import dev.yizhan.wsdl.gateway.FetchReportsResponse;
import dev.yizhan.wsdl.gateway.GatewayFault;
import dev.yizhan.wsdl.gateway.GatewayFault_Exception;
import dev.yizhan.wsdl.gateway.GetSubmission;
import dev.yizhan.wsdl.gateway.ListChannels;
import dev.yizhan.wsdl.gateway.RecordKind;
import dev.yizhan.wsdl.gateway.Report;
import dev.yizhan.wsdl.gateway.Send;
import dev.yizhan.wsdl.gateway.SmsGateway;
import dev.yizhan.wsdl.gateway.SmsGatewayService;
import dev.yizhan.wsdl.gateway.Submission;
import jakarta.xml.ws.BindingProvider;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.handler.MessageContext;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Calls the gateway as a consumer and prints the results. */
public final class Client {

  private static final String STACK = "metro";
  private static final String CHANNEL = "winic-http";

  private final SmsGateway gateway;
  private final PrintStream out;

  private Client(SmsGateway gateway, PrintStream out) {
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
    String base = arguments[0];
    String user = arguments[1];
    String password = arguments[2];
    String version = arguments[3];
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    SmsGatewayService service = new SmsGatewayService(URI.create(base + "/sms?wsdl").toURL());
    Client client = new Client(port(service, version, user, password), out);
    client.listChannels();
    String id = client.send(STACK + "-" + version + "-" + arguments[4]);
    client.getSubmission(id);
    client.sendUnencodableText();
    client.fetchAndAcknowledge();
    client.getMissingSubmission();
    new Client(port(service, version, user, "not-" + password), out).listChannelsDenied();
  }

  private static SmsGateway port(
      SmsGatewayService service, String version, String user, String password) {
    SmsGateway port =
        version.equals("1.2") ? service.getSmsGatewaySoap12() : service.getSmsGatewaySoap();
    BindingProvider provider = (BindingProvider) port;
    provider.getRequestContext().put(BindingProvider.USERNAME_PROPERTY, user);
    provider.getRequestContext().put(BindingProvider.PASSWORD_PROPERTY, password);
    return port;
  }

  private void listChannels() throws GatewayFault_Exception {
    List<Channel> channels = gateway.listChannels(new ListChannels()).getChannel();
    Channel first = channels.get(0);
    out.println("channels=" + channels.size());
    out.println("first=" + first.getName() + " abilities=" + first.getAbility().size());
  }

  private String send(String requestId) throws GatewayFault_Exception {
    Send send = new Send();
    send.setRequestId(requestId);
    send.setChannel(CHANNEL);
    send.getRecipient().add("13800138000");
    send.getRecipient().add("13900139000");
    send.setText("验证码１２３４，5您好<&>镕喆" + STACK);
    send.setReference(STACK);
    Submission submission = gateway.send(send).getSubmission();
    out.println("send=" + submission.getState());
    out.println(
        "deliveries="
            + submission.getDelivery().size()
            + " number="
            + submission.getDelivery().get(1).getNumber()
            + " outcome="
            + submission.getCall().get(0).getOutcome());
    Submission again = gateway.send(send).getSubmission();
    out.println("again=" + (again.getId().equals(submission.getId()) ? "yes" : "no"));
    return submission.getId();
  }

  private void getSubmission(String id) throws GatewayFault_Exception {
    Submission submission = gateway.getSubmission(byId(id)).getSubmission();
    Instant createdAt = submission.getCreatedAt().toGregorianCalendar().toInstant();
    Duration age = Duration.between(createdAt, Instant.now()).abs();
    out.println(
        "reference="
            + submission.getReference()
            + " createdAt="
            + (age.compareTo(Duration.ofMinutes(1)) < 0 ? "ok" : createdAt)
            + " parts="
            + submission.getParts());
  }

  private void sendUnencodableText() {
    Send send = new Send();
    send.setChannel(CHANNEL);
    send.getRecipient().add("13800138000");
    send.setText("好😀");
    try {
      gateway.send(send);
      out.println("fault=none");
    } catch (GatewayFault_Exception e) {
      GatewayFault fault = e.getFaultInfo();
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

  private void fetchAndAcknowledge() throws GatewayFault_Exception {
    FetchReports fetch = new FetchReports();
    fetch.setMax(10);
    FetchReportsResponse page = gateway.fetchReports(fetch);
    List<Report> reports = page.getReport();
    // An empty page cannot have more after it.
    out.println("reports=" + (page.isMore() && reports.isEmpty() ? "no" : "ok"));

    Acknowledge acknowledge = new Acknowledge();
    acknowledge.setKind(RecordKind.REPORTS);
    acknowledge.setPosition(
        reports.isEmpty() ? "0" : reports.get(reports.size() - 1).getPosition());
    gateway.acknowledge(acknowledge);
    out.println("acknowledged=ok");
  }

  private void getMissingSubmission() {
    try {
      gateway.getSubmission(byId("1"));
      out.println("missing=none");
    } catch (GatewayFault_Exception e) {
      out.println("missing=" + e.getFaultInfo().getCode());
    }
  }

  private void listChannelsDenied() throws GatewayFault_Exception {
    try {
      gateway.listChannels(new ListChannels());
      out.println("denied=no");
    } catch (WebServiceException e) {
      BindingProvider provider = (BindingProvider) gateway;
      Object status = provider.getResponseContext().get(MessageContext.HTTP_RESPONSE_CODE);
      out.println("denied=" + status);
    }
  }

  private static GetSubmission byId(String id) {
    GetSubmission get = new GetSubmission();
    get.setId(id);
    return get;
  }
}
