package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.channel.ChannelStates;
import dev.yizhan.gateway.core.channel.Channels;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.operation.OperatorActions;
import dev.yizhan.gateway.core.polling.BalanceSnapshot;
import dev.yizhan.gateway.core.polling.Balances;
import dev.yizhan.gateway.core.record.Inbox;
import dev.yizhan.gateway.core.record.InboxMessage;
import dev.yizhan.gateway.core.record.InboxReport;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.sending.ChannelQueues;
import dev.yizhan.gateway.core.sending.MessageChecks;
import dev.yizhan.gateway.core.sending.Submissions;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.security.Consumer;
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
import dev.yizhan.wsdl.gateway.GetStatement;
import dev.yizhan.wsdl.gateway.GetStatementResponse;
import dev.yizhan.wsdl.gateway.GetSubmission;
import dev.yizhan.wsdl.gateway.GetSubmissionResponse;
import dev.yizhan.wsdl.gateway.ListChannels;
import dev.yizhan.wsdl.gateway.ListChannelsResponse;
import dev.yizhan.wsdl.gateway.Send;
import dev.yizhan.wsdl.gateway.SendIndividual;
import dev.yizhan.wsdl.gateway.SendIndividualResponse;
import dev.yizhan.wsdl.gateway.SendResponse;
import dev.yizhan.wsdl.gateway.SmsGateway;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operations of {@code /sms} for one consumer. Requests conform to the contract. */
public final class ConsumerService implements SmsGateway, DeferringService {

  private final Consumer consumer;
  private final Services services;

  /**
   * The parts of the core that the operations use.
   *
   * @param isConsumer whether a consumer is configured
   */
  public record Services(
      Submissions submissions,
      Sending sending,
      MessageChecks checks,
      Inbox inbox,
      ChannelViews channels,
      Balances balances,
      StatementOperations statements,
      Predicate<String> isConsumer) {}

  /** What is known of channels. */
  public record ChannelViews(Channels configured, ChannelStates states, ChannelQueues queues) {}

  /** Serves one consumer. */
  public ConsumerService(Consumer consumer, Services services) {
    this.consumer = consumer;
    this.services = services;
  }

  @Override
  public Optional<DeferredResponse<?>> start(Object request) {
    if (request instanceof Send send) {
      return Optional.of(
          services
              .sending()
              .start(consumer.sender(), SendRequests.of(send), ConsumerService::sendResponse));
    }
    if (request instanceof SendIndividual send) {
      return Optional.of(
          services
              .sending()
              .start(
                  consumer.sender(), SendRequests.of(send), ConsumerService::individualResponse));
    }
    return Optional.empty();
  }

  private static SendResponse sendResponse(Submission submission) {
    SendResponse response = new SendResponse();
    response.setSubmission(ContractTypes.of(submission));
    return response;
  }

  private static SendIndividualResponse individualResponse(Submission submission) {
    SendIndividualResponse response = new SendIndividualResponse();
    response.setSubmission(ContractTypes.of(submission));
    return response;
  }

  @Override
  public SendResponse send(Send request) {
    throw deferred();
  }

  @Override
  public SendIndividualResponse sendIndividual(SendIndividual request) {
    throw deferred();
  }

  private static UnsupportedOperationException deferred() {
    return new UnsupportedOperationException("started by start(), which holds no thread");
  }

  @Override
  public CheckResponse check(Check request) {
    return ContractTypes.of(services.checks().check(consumer.sender(), SendRequests.of(request)));
  }

  @Override
  public GetSubmissionResponse getSubmission(GetSubmission request) {
    GetSubmissionResponse response = new GetSubmissionResponse();
    response.setSubmission(
        ContractTypes.of(
            found(
                owner(request),
                given(request.getId()).map(DecimalIds::parse),
                given(request.getRequestId()),
                given(request.getPosition())
                    .map(position -> Math.toIntExact(Math.min(DecimalIds.parse(position), 1 << 30)))
                    .orElse(0))));
    return response;
  }

  /** Whose submission it must be; empty if it may be anybody's. */
  private Optional<String> owner(GetSubmission request) {
    boolean isAdmin = consumer.role() == Consumer.Role.ADMIN;
    Optional<String> named = given(request.getConsumer());
    if (named.filter(name -> !isAdmin && !name.equals(consumer.name())).isPresent()) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED,
          "consumer: only admins may name another one. Leave it out to find your own submissions");
    }
    boolean isOfAnybody = isAdmin && given(request.getId()).isPresent();
    return named.or(() -> isOfAnybody ? Optional.empty() : Optional.of(consumer.name()));
  }

  private Submission found(
      Optional<String> owner, Optional<Long> id, Optional<String> requestId, int from) {
    try {
      return services.submissions().find(owner, id, requestId, from);
    } catch (GatewayException e) {
      boolean isUnknownOwner = owner.filter(services.isConsumer().negate()).isPresent();
      throw e.code() == FaultCode.UNKNOWN_SUBMISSION && isUnknownOwner
          ? OperatorActions.unknownConsumer()
          : e;
    }
  }

  /** Stacks without null write an empty element. */
  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }

  @Override
  public GetStatementResponse getStatement(GetStatement request) {
    return services.statements().get(consumer, request);
  }

  @Override
  public GetBalanceResponse getBalance(GetBalance request) {
    Channel channel =
        services.channels().configured().named(request.getChannel(), consumer.sender());
    BalanceSnapshot aged = services.balances().balance(channel);
    GetBalanceResponse response = new GetBalanceResponse();
    response.setAmount(aged.balance().amount());
    response.setUnit(BalanceUnit.valueOf(aged.balance().unit().name()));
    response.setAskedAt(ContractTimes.of(aged.askedAt()));
    response.setAccount(channel.account());
    return response;
  }

  @Override
  public ListChannelsResponse listChannels(ListChannels request) {
    ListChannelsResponse response = new ListChannelsResponse();
    services
        .channels()
        .configured()
        .of(consumer.sender())
        .forEach(
            channel ->
                response
                    .getChannel()
                    .add(
                        ContractTypes.of(
                            channel,
                            services.channels().states().find(channel.name()),
                            services.channels().queues().activity(channel.name()))));
    return response;
  }

  @Override
  public CancelSubmissionResponse cancelSubmission(CancelSubmission request) {
    CancelSubmissionResponse response = new CancelSubmissionResponse();
    response.setSubmission(
        ContractTypes.of(
            services
                .submissions()
                .cancel(
                    consumer.name(),
                    given(request.getId()).map(DecimalIds::parse),
                    given(request.getRequestId()))));
    return response;
  }

  @Override
  public FetchReportsResponse fetchReports(FetchReports request) {
    Inbox.Page<InboxReport> page =
        services
            .inbox()
            .reports(
                consumer.name(),
                reader(),
                after(request.getPosition()),
                Optional.ofNullable(request.getMax()));
    FetchReportsResponse response = new FetchReportsResponse();
    page.records().forEach(report -> response.getReport().add(ContractTypes.of(report)));
    response.setMore(page.more());
    return response;
  }

  @Override
  public FetchRepliesResponse fetchReplies(FetchReplies request) {
    Inbox.Page<InboxMessage> page =
        services
            .inbox()
            .messages(
                consumer.name(),
                reader(),
                after(request.getPosition()),
                Optional.ofNullable(request.getMax()));
    FetchRepliesResponse response = new FetchRepliesResponse();
    page.records().forEach(message -> response.getReply().add(ContractTypes.of(message)));
    response.setMore(page.more());
    return response;
  }

  private Reader reader() {
    return consumer.readers().positionOf(Reader.DEFAULT);
  }

  private static Optional<Long> after(@Nullable String position) {
    return Optional.ofNullable(position).map(ConsumerService::position);
  }

  private static long position(String text) {
    long position = DecimalIds.parse(text);
    if (position == Long.MAX_VALUE) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "position is not valid: give one that was fetched, 0 for all records, or leave it out");
    }
    return position;
  }

  @Override
  public AcknowledgeResponse acknowledge(Acknowledge request) {
    services
        .inbox()
        .acknowledge(
            consumer.name(),
            reader(),
            RecordKind.valueOf(request.getKind().name()),
            position(request.getPosition()));
    return new AcknowledgeResponse();
  }
}
