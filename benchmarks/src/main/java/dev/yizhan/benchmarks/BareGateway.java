package dev.yizhan.benchmarks;

import dev.yizhan.wsdl.gateway.Acknowledge;
import dev.yizhan.wsdl.gateway.AcknowledgeResponse;
import dev.yizhan.wsdl.gateway.CancelSubmission;
import dev.yizhan.wsdl.gateway.CancelSubmissionResponse;
import dev.yizhan.wsdl.gateway.Check;
import dev.yizhan.wsdl.gateway.CheckResponse;
import dev.yizhan.wsdl.gateway.FetchReplies;
import dev.yizhan.wsdl.gateway.FetchRepliesResponse;
import dev.yizhan.wsdl.gateway.FetchReports;
import dev.yizhan.wsdl.gateway.FetchReportsResponse;
import dev.yizhan.wsdl.gateway.GetBalance;
import dev.yizhan.wsdl.gateway.GetBalanceResponse;
import dev.yizhan.wsdl.gateway.GetStatement;
import dev.yizhan.wsdl.gateway.GetStatementResponse;
import dev.yizhan.wsdl.gateway.GetSubmission;
import dev.yizhan.wsdl.gateway.GetSubmissionResponse;
import dev.yizhan.wsdl.gateway.ListChannels;
import dev.yizhan.wsdl.gateway.ListChannelsResponse;
import dev.yizhan.wsdl.gateway.PlannedCall;
import dev.yizhan.wsdl.gateway.Send;
import dev.yizhan.wsdl.gateway.SendIndividual;
import dev.yizhan.wsdl.gateway.SendIndividualResponse;
import dev.yizhan.wsdl.gateway.SendResponse;
import dev.yizhan.wsdl.gateway.SmsGateway;
import jakarta.jws.WebService;

/** The contract on a bare Metro endpoint. Check returns a fixed answer in the gateway's form. */
@WebService(
    serviceName = "SmsGateway",
    portName = "SmsGatewaySoap",
    targetNamespace = "urn:yizhan:sms:1",
    endpointInterface = "dev.yizhan.wsdl.gateway.SmsGateway")
public class BareGateway implements SmsGateway {

  /** Called by the runtime. */
  public BareGateway() {}

  @Override
  public CheckResponse check(Check request) {
    CheckResponse response = new CheckResponse();
    PlannedCall call = new PlannedCall();
    call.setChannel(request.getChannel());
    call.setRecipients(request.getRecipient().size());
    response.getVendorCall().add(call);
    response.setSegments(1);
    response.setText(request.getText());
    return response;
  }

  private static UnsupportedOperationException unsupported() {
    return new UnsupportedOperationException("Check only");
  }

  @Override
  public SendResponse send(Send request) {
    throw unsupported();
  }

  @Override
  public SendIndividualResponse sendIndividual(SendIndividual request) {
    throw unsupported();
  }

  @Override
  public GetSubmissionResponse getSubmission(GetSubmission request) {
    throw unsupported();
  }

  @Override
  public CancelSubmissionResponse cancelSubmission(CancelSubmission request) {
    throw unsupported();
  }

  @Override
  public FetchReportsResponse fetchReports(FetchReports request) {
    throw unsupported();
  }

  @Override
  public FetchRepliesResponse fetchReplies(FetchReplies request) {
    throw unsupported();
  }

  @Override
  public AcknowledgeResponse acknowledge(Acknowledge request) {
    throw unsupported();
  }

  @Override
  public GetStatementResponse getStatement(GetStatement request) {
    throw unsupported();
  }

  @Override
  public GetBalanceResponse getBalance(GetBalance request) {
    throw unsupported();
  }

  @Override
  public ListChannelsResponse listChannels(ListChannels request) {
    throw unsupported();
  }
}
