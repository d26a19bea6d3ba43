package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.ChannelStates;
import dev.yizhan.gateway.core.Channels;
import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.gateway.core.SendRequest;
import dev.yizhan.gateway.core.Submissions;
import dev.yizhan.gateway.core.inbox.AgedBalance;
import dev.yizhan.gateway.core.inbox.Balances;
import dev.yizhan.gateway.core.inbox.Inbox;
import dev.yizhan.gateway.core.inbox.Kind;
import dev.yizhan.vendor.SendOptions;
import dev.yizhan.wsdl.gateway.Acknowledge;
import dev.yizhan.wsdl.gateway.AcknowledgeResponse;
import dev.yizhan.wsdl.gateway.BalanceUnit;
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
import dev.yizhan.wsdl.gateway.GetSubmission;
import dev.yizhan.wsdl.gateway.GetSubmissionResponse;
import dev.yizhan.wsdl.gateway.ListChannels;
import dev.yizhan.wsdl.gateway.ListChannelsResponse;
import dev.yizhan.wsdl.gateway.Send;
import dev.yizhan.wsdl.gateway.SendIndividual;
import dev.yizhan.wsdl.gateway.SendIndividualResponse;
import dev.yizhan.wsdl.gateway.SendResponse;
import dev.yizhan.wsdl.gateway.SmsGateway;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The operations of consumers, for one of them. Requests have been validated against the contract.
 */
public final class ConsumerService implements SmsGateway {

  private static final int DEFAULT_WAIT_SECONDS = 10;

  private final Consumer consumer;
  private final Submissions submissions;
  private final Inbox inbox;
  private final Channels channels;
  private final ChannelStates states;
  private final Balances balances;

  /**
   * Serves a consumer.
   *
   * @param consumer who calls
   * @param submissions sends
   * @param inbox reports and replies
   * @param channels ways to send
   * @param states what operators did to them
   * @param balances of the accounts behind them
   */
  public ConsumerService(
      Consumer consumer,
      Submissions submissions,
      Inbox inbox,
      Channels channels,
      ChannelStates states,
      Balances balances) {
    this.consumer = consumer;
    this.submissions = submissions;
    this.inbox = inbox;
    this.channels = channels;
    this.states = states;
    this.balances = balances;
  }

  @Override
  public SendResponse send(Send request) {
    Integer wait = request.getWaitSeconds();
    SendRequest send =
        new SendRequest(
            Optional.ofNullable(request.getRequestId()),
            Optional.ofNullable(request.getChannel()),
            request.getRecipient(),
            request.getText(),
            Dates.instant(request.getSendAt()),
            Dates.instant(request.getExpiresAt()),
            Optional.ofNullable(request.getReference()),
            new SendOptions(
                Optional.ofNullable(request.getExtension()),
                Optional.ofNullable(request.getSignature()),
                Optional.ofNullable(request.getMessageType()),
                Optional.empty()),
            Duration.ofSeconds(wait == null ? DEFAULT_WAIT_SECONDS : wait));
    SendResponse response = new SendResponse();
    response.setSubmission(ContractTypes.of(submissions.send(consumer.name(), send)));
    return response;
  }

  @Override
  public GetSubmissionResponse getSubmission(GetSubmission request) {
    GetSubmissionResponse response = new GetSubmissionResponse();
    response.setSubmission(
        ContractTypes.of(
            submissions.find(
                consumer.role() == Consumer.Role.ADMIN && request.getId() != null
                    ? Optional.empty()
                    : Optional.of(consumer.name()),
                Optional.ofNullable(request.getId()).map(Numbers::of),
                Optional.ofNullable(request.getRequestId()),
                Optional.ofNullable(request.getPosition())
                    .map(position -> Math.toIntExact(Math.min(Numbers.of(position), 1 << 30)))
                    .orElse(0))));
    return response;
  }

  @Override
  public GetBalanceResponse getBalance(GetBalance request) {
    AgedBalance aged = balances.of(channels.named(request.getChannel()));
    GetBalanceResponse response = new GetBalanceResponse();
    response.setAmount(aged.balance().amount());
    response.setUnit(BalanceUnit.valueOf(aged.balance().unit().name()));
    response.setAskedAt(Dates.of(aged.askedAt()));
    return response;
  }

  @Override
  public ListChannelsResponse listChannels(ListChannels request) {
    ListChannelsResponse response = new ListChannelsResponse();
    channels
        .all()
        .forEach(
            channel ->
                response.getChannel().add(ContractTypes.of(channel, states.of(channel.name()))));
    return response;
  }

  @Override
  public SendIndividualResponse sendIndividual(SendIndividual request) {
    throw unbuilt("SendIndividual");
  }

  @Override
  public CheckResponse check(Check request) {
    throw unbuilt("Check");
  }

  @Override
  public CancelSubmissionResponse cancelSubmission(CancelSubmission request) {
    CancelSubmissionResponse response = new CancelSubmissionResponse();
    response.setSubmission(
        ContractTypes.of(submissions.cancel(consumer.name(), Numbers.of(request.getId()))));
    return response;
  }

  @Override
  public FetchReportsResponse fetchReports(FetchReports request) {
    Inbox.Page page = fetch(Kind.REPORTS, request.getPosition(), request.getMax());
    FetchReportsResponse response = new FetchReportsResponse();
    page.records().forEach(record -> response.getReport().add(ContractTypes.report(record)));
    response.setMore(page.more());
    return response;
  }

  @Override
  public FetchRepliesResponse fetchReplies(FetchReplies request) {
    Inbox.Page page = fetch(Kind.REPLIES, request.getPosition(), request.getMax());
    FetchRepliesResponse response = new FetchRepliesResponse();
    page.records().forEach(record -> response.getReply().add(ContractTypes.reply(record)));
    response.setMore(page.more());
    return response;
  }

  private Inbox.Page fetch(Kind kind, @Nullable String position, @Nullable Integer max) {
    return inbox.fetch(
        consumer.name(),
        kind,
        Optional.ofNullable(position).map(ConsumerService::position),
        Optional.ofNullable(max));
  }

  private static long position(String text) {
    long position = Numbers.of(text);
    if (position == Long.MAX_VALUE) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "position: give one that was fetched, or 0 for all that is kept, or leave it out");
    }
    return position;
  }

  @Override
  public AcknowledgeResponse acknowledge(Acknowledge request) {
    inbox.acknowledge(
        consumer.name(), Kind.valueOf(request.getKind().name()), position(request.getPosition()));
    return new AcknowledgeResponse();
  }

  static GatewayException unbuilt(String what) {
    return GatewayException.of(
        FaultCode.NOT_AVAILABLE,
        what + " is in the contract, but this gateway does not have it yet");
  }
}
