package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.ChannelStates;
import dev.yizhan.gateway.core.Channels;
import dev.yizhan.gateway.core.Checks;
import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import dev.yizhan.gateway.core.SendRequest;
import dev.yizhan.gateway.core.Submissions;
import dev.yizhan.gateway.core.inbox.AgedBalance;
import dev.yizhan.gateway.core.inbox.Balances;
import dev.yizhan.gateway.core.inbox.Inbox;
import dev.yizhan.gateway.core.inbox.Kind;
import dev.yizhan.gateway.security.Consumer;
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
  private final Services services;

  /**
   * What does the work.
   *
   * @param submissions sends
   * @param checks says what would be sent
   * @param inbox reports and replies
   * @param channels ways to send
   * @param states what operators did to them
   * @param balances of the accounts behind them
   */
  public record Services(
      Submissions submissions,
      Checks checks,
      Inbox inbox,
      Channels channels,
      ChannelStates states,
      Balances balances) {}

  /**
   * Serves a consumer.
   *
   * @param consumer who calls
   * @param services what does the work
   */
  public ConsumerService(Consumer consumer, Services services) {
    this.consumer = consumer;
    this.services = services;
  }

  @Override
  public SendResponse send(Send request) {
    SendRequest send =
        new SendRequest(
            Optional.ofNullable(request.getRequestId()),
            given(request.getChannel()),
            request.getRecipient(),
            request.getText(),
            Dates.instant(request.getSendAt()),
            Dates.instant(request.getExpiresAt()),
            given(request.getReference()),
            options(request.getExtension(), request.getSignature(), request.getMessageType()),
            patience(request.getWaitSeconds()));
    SendResponse response = new SendResponse();
    response.setSubmission(ContractTypes.of(services.submissions().send(consumer.sender(), send)));
    return response;
  }

  @Override
  public SendIndividualResponse sendIndividual(SendIndividual request) {
    SendRequest send =
        new SendRequest(
            Optional.ofNullable(request.getRequestId()),
            given(request.getChannel()),
            request.getMessage().stream()
                .map(
                    message ->
                        new SendRequest.Letter(
                            message.getRecipient(),
                            message.getText(),
                            given(message.getReference())))
                .toList(),
            Dates.instant(request.getSendAt()),
            Dates.instant(request.getExpiresAt()),
            given(request.getReference()),
            options(request.getExtension(), request.getSignature(), request.getMessageType()),
            patience(request.getWaitSeconds()));
    SendIndividualResponse response = new SendIndividualResponse();
    response.setSubmission(ContractTypes.of(services.submissions().send(consumer.sender(), send)));
    return response;
  }

  @Override
  public CheckResponse check(Check request) {
    return ContractTypes.of(
        services
            .checks()
            .check(
                consumer.sender(),
                new SendRequest(
                    Optional.empty(),
                    given(request.getChannel()),
                    request.getRecipient(),
                    request.getText(),
                    Dates.instant(request.getSendAt()),
                    Dates.instant(request.getExpiresAt()),
                    given(request.getReference()),
                    options(
                        request.getExtension(), request.getSignature(), request.getMessageType()),
                    Duration.ZERO)));
  }

  private static SendOptions options(
      @Nullable String extension, @Nullable String signature, @Nullable String messageType) {
    return new SendOptions(
        given(extension), given(signature), given(messageType), Optional.empty());
  }

  private static Duration patience(@Nullable Integer seconds) {
    return Duration.ofSeconds(seconds == null ? DEFAULT_WAIT_SECONDS : seconds);
  }

  /** Stacks without null write an empty element for it. */
  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(some -> !some.isEmpty());
  }

  @Override
  public GetSubmissionResponse getSubmission(GetSubmission request) {
    GetSubmissionResponse response = new GetSubmissionResponse();
    response.setSubmission(
        ContractTypes.of(
            services
                .submissions()
                .find(
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
    AgedBalance aged =
        services.balances().of(services.channels().named(request.getChannel(), consumer.sender()));
    GetBalanceResponse response = new GetBalanceResponse();
    response.setAmount(aged.balance().amount());
    response.setUnit(BalanceUnit.valueOf(aged.balance().unit().name()));
    response.setAskedAt(Dates.of(aged.askedAt()));
    return response;
  }

  @Override
  public ListChannelsResponse listChannels(ListChannels request) {
    ListChannelsResponse response = new ListChannelsResponse();
    services.channels().all().stream()
        .filter(channel -> consumer.sender().mayUse(channel.name()))
        .forEach(
            channel ->
                response
                    .getChannel()
                    .add(ContractTypes.of(channel, services.states().of(channel.name()))));
    return response;
  }

  @Override
  public CancelSubmissionResponse cancelSubmission(CancelSubmission request) {
    CancelSubmissionResponse response = new CancelSubmissionResponse();
    response.setSubmission(
        ContractTypes.of(
            services.submissions().cancel(consumer.name(), Numbers.of(request.getId()))));
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
    return services
        .inbox()
        .fetch(
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
    services
        .inbox()
        .acknowledge(
            consumer.name(),
            Kind.valueOf(request.getKind().name()),
            position(request.getPosition()));
    return new AcknowledgeResponse();
  }
}
