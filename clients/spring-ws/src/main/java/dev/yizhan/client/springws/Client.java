package dev.yizhan.client.springws;

import static java.util.Objects.requireNonNull;

import dev.yizhan.wsdl.gateway.Acknowledge;
import dev.yizhan.wsdl.gateway.AcknowledgeResponse;
import dev.yizhan.wsdl.gateway.Channel;
import dev.yizhan.wsdl.gateway.FetchReports;
import dev.yizhan.wsdl.gateway.FetchReportsResponse;
import dev.yizhan.wsdl.gateway.GatewayFault;
import dev.yizhan.wsdl.gateway.GetSubmission;
import dev.yizhan.wsdl.gateway.GetSubmissionResponse;
import dev.yizhan.wsdl.gateway.ListChannels;
import dev.yizhan.wsdl.gateway.ListChannelsResponse;
import dev.yizhan.wsdl.gateway.RecordKind;
import dev.yizhan.wsdl.gateway.Report;
import dev.yizhan.wsdl.gateway.Send;
import dev.yizhan.wsdl.gateway.SendResponse;
import dev.yizhan.wsdl.gateway.Submission;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.springframework.oxm.jaxb.Jaxb2Marshaller;
import org.springframework.ws.client.WebServiceTransportException;
import org.springframework.ws.client.core.WebServiceTemplate;
import org.springframework.ws.soap.SoapFaultDetail;
import org.springframework.ws.soap.SoapVersion;
import org.springframework.ws.soap.client.SoapFaultClientException;
import org.springframework.ws.soap.saaj.SaajSoapMessageFactory;
import org.springframework.ws.transport.http.HttpComponents5ClientFactory;
import org.springframework.ws.transport.http.SimpleHttpComponents5MessageSender;

/** Calls the gateway as a consumer and prints the results. */
public final class Client {

  private static final String STACK = "spring-ws";
  private static final String CHANNEL = "winic-http";

  private final Jaxb2Marshaller marshaller = new Jaxb2Marshaller();
  private final WebServiceTemplate gateway;
  private final PrintStream out;

  private Client(String address, String version, String user, String password, PrintStream out) {
    SaajSoapMessageFactory messages = new SaajSoapMessageFactory();
    messages.setSoapVersion(version.equals("1.2") ? SoapVersion.SOAP_12 : SoapVersion.SOAP_11);
    messages.afterPropertiesSet();

    HttpComponents5ClientFactory http = HttpComponents5ClientFactory.withDefaults();
    http.setCredentials(new UsernamePasswordCredentials(user, password.toCharArray()));

    marshaller.setPackagesToScan(Send.class.getPackageName());

    this.gateway = new WebServiceTemplate(messages);
    gateway.setMarshaller(marshaller);
    gateway.setUnmarshaller(marshaller);
    gateway.setMessageSender(new SimpleHttpComponents5MessageSender(http.build()));
    gateway.setDefaultUri(address);
    this.out = out;
  }

  /**
   * Makes all the calls.
   *
   * @param arguments BASE USER PASSWORD VERSION RUN
   */
  public static void main(String[] arguments) {
    String address = arguments[0] + "/sms";
    String user = arguments[1];
    String password = arguments[2];
    String version = arguments[3];
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

    Client client = new Client(address, version, user, password, out);
    client.listChannels();
    String id = client.send(STACK + "-" + version + "-" + arguments[4]);
    client.getSubmission(id);
    client.sendUnencodableText();
    client.fetchAndAcknowledge();
    client.getMissingSubmission();
    new Client(address, version, user, "not-" + password, out).listChannelsDenied();
  }

  private <T> T call(Object request, Class<T> answer) {
    return answer.cast(requireNonNull(gateway.marshalSendAndReceive(request)));
  }

  private void listChannels() {
    List<Channel> channels = call(new ListChannels(), ListChannelsResponse.class).getChannel();
    Channel first = channels.get(0);
    out.println("channels=" + channels.size());
    out.println("first=" + first.getName() + " abilities=" + first.getAbility().size());
  }

  private String send(String requestId) {
    Send send = new Send();
    send.setRequestId(requestId);
    send.setChannel(CHANNEL);
    send.getRecipient().add("13800138000");
    send.getRecipient().add("13900139000");
    send.setText("验证码１２３４，5您好<&>镕喆" + STACK);
    send.setReference(STACK);
    Submission submission = call(send, SendResponse.class).getSubmission();
    out.println("send=" + submission.getState());
    out.println(
        "deliveries="
            + submission.getDelivery().size()
            + " number="
            + submission.getDelivery().get(1).getNumber()
            + " outcome="
            + submission.getCall().get(0).getOutcome());
    Submission again = call(send, SendResponse.class).getSubmission();
    out.println("again=" + (again.getId().equals(submission.getId()) ? "yes" : "no"));
    return submission.getId();
  }

  private void getSubmission(String id) {
    Submission submission = call(byId(id), GetSubmissionResponse.class).getSubmission();
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
      call(send, SendResponse.class);
      out.println("fault=none");
    } catch (SoapFaultClientException e) {
      GatewayFault fault = typed(e);
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

  private void fetchAndAcknowledge() {
    FetchReports fetch = new FetchReports();
    fetch.setMax(10);
    FetchReportsResponse page = call(fetch, FetchReportsResponse.class);
    List<Report> reports = page.getReport();
    // An empty page cannot have more after it.
    out.println("reports=" + (page.isMore() && reports.isEmpty() ? "no" : "ok"));

    Acknowledge acknowledge = new Acknowledge();
    acknowledge.setKind(RecordKind.REPORTS);
    acknowledge.setPosition(
        reports.isEmpty() ? "0" : reports.get(reports.size() - 1).getPosition());
    call(acknowledge, AcknowledgeResponse.class);
    out.println("acknowledged=ok");
  }

  private void getMissingSubmission() {
    try {
      call(byId("1"), GetSubmissionResponse.class);
      out.println("missing=none");
    } catch (SoapFaultClientException e) {
      out.println("missing=" + typed(e).getCode());
    }
  }

  private void listChannelsDenied() {
    try {
      call(new ListChannels(), ListChannelsResponse.class);
      out.println("denied=no");
    } catch (WebServiceTransportException e) {
      // The status is only in the message: "Unauthorized [401]".
      out.println("denied=" + requireNonNull(e.getMessage()).replaceAll(".*\\[(\\d+)]", "$1"));
    }
  }

  private GatewayFault typed(SoapFaultClientException e) {
    SoapFaultDetail detail = requireNonNull(requireNonNull(e.getSoapFault()).getFaultDetail());
    return (GatewayFault) marshaller.unmarshal(detail.getDetailEntries().next().getSource());
  }

  private static GetSubmission byId(String id) {
    GetSubmission get = new GetSubmission();
    get.setId(id);
    return get;
  }
}
