package dev.yizhan.gateway.soap;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.gateway.core.account.AccountActions;
import dev.yizhan.gateway.core.callback.Callback;
import dev.yizhan.gateway.core.callback.CallbackStore;
import dev.yizhan.gateway.core.callback.Callbacks;
import dev.yizhan.gateway.core.channel.Channel;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.operation.Cancellation;
import dev.yizhan.gateway.core.operation.OperatorActions;
import dev.yizhan.gateway.core.operation.OptOutActions;
import dev.yizhan.gateway.core.operation.SearchPage;
import dev.yizhan.gateway.core.operation.SearchQuery;
import dev.yizhan.gateway.core.operation.Settlement;
import dev.yizhan.gateway.core.operation.SubmissionName;
import dev.yizhan.gateway.core.optout.OptOut;
import dev.yizhan.gateway.core.optout.OptOutList;
import dev.yizhan.gateway.core.optout.OptOutStore;
import dev.yizhan.gateway.core.polling.Reprocessing;
import dev.yizhan.gateway.core.problem.Problems;
import dev.yizhan.gateway.core.record.Reader;
import dev.yizhan.gateway.core.record.RecordKind;
import dev.yizhan.gateway.core.submission.Delivery;
import dev.yizhan.gateway.core.submission.DeliveryState;
import dev.yizhan.gateway.security.Consumer;
import dev.yizhan.gateway.soap.request.XmlText;
import dev.yizhan.http.Credentials;
import dev.yizhan.vendor.NewAccount;
import dev.yizhan.wsdl.gateway.AddOptOut;
import dev.yizhan.wsdl.gateway.AddOptOutResponse;
import dev.yizhan.wsdl.gateway.CancelWaiting;
import dev.yizhan.wsdl.gateway.CancelWaitingResponse;
import dev.yizhan.wsdl.gateway.ChangePassword;
import dev.yizhan.wsdl.gateway.ChangePasswordResponse;
import dev.yizhan.wsdl.gateway.FindSubmissions;
import dev.yizhan.wsdl.gateway.FindSubmissionsResponse;
import dev.yizhan.wsdl.gateway.GetAccount;
import dev.yizhan.wsdl.gateway.GetAccountResponse;
import dev.yizhan.wsdl.gateway.GetReconciliation;
import dev.yizhan.wsdl.gateway.GetReconciliationResponse;
import dev.yizhan.wsdl.gateway.GetStatement;
import dev.yizhan.wsdl.gateway.GetStatementResponse;
import dev.yizhan.wsdl.gateway.LiftOptOut;
import dev.yizhan.wsdl.gateway.LiftOptOutResponse;
import dev.yizhan.wsdl.gateway.ListOptOuts;
import dev.yizhan.wsdl.gateway.ListOptOutsResponse;
import dev.yizhan.wsdl.gateway.ListProblems;
import dev.yizhan.wsdl.gateway.ListProblemsResponse;
import dev.yizhan.wsdl.gateway.ListSkippedRecords;
import dev.yizhan.wsdl.gateway.ListSkippedRecordsResponse;
import dev.yizhan.wsdl.gateway.RegisterAccount;
import dev.yizhan.wsdl.gateway.RegisterAccountResponse;
import dev.yizhan.wsdl.gateway.ReprocessProblem;
import dev.yizhan.wsdl.gateway.ReprocessProblemResponse;
import dev.yizhan.wsdl.gateway.ResumeChannel;
import dev.yizhan.wsdl.gateway.ResumeChannelResponse;
import dev.yizhan.wsdl.gateway.SettleDelivery;
import dev.yizhan.wsdl.gateway.SettleDeliveryResponse;
import dev.yizhan.wsdl.gateway.SkipRecord;
import dev.yizhan.wsdl.gateway.SkipRecordResponse;
import dev.yizhan.wsdl.gateway.SmsGatewayAdmin;
import dev.yizhan.wsdl.gateway.SuspendChannel;
import dev.yizhan.wsdl.gateway.SuspendChannelResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The operations of {@code /admin} for one consumer, which must be an admin. */
public final class AdminService implements SmsGatewayAdmin {

  private final Consumer consumer;
  private final Services services;

  /**
   * The parts of the core that the operations use.
   *
   * @param isConsumer whether a consumer is configured
   */
  public record Services(
      OperatorActions operations,
      ProblemViews problems,
      ConsumerService.ChannelViews channels,
      AccountActions accounts,
      Callbacks callbacks,
      OptOutActions optOuts,
      StatementOperations statements,
      Predicate<String> isConsumer) {}

  /** Problems, and what an operator may do about those of records. */
  public record ProblemViews(Problems all, Reprocessing reprocessing) {}

  /** Serves one consumer. */
  public AdminService(Consumer consumer, Services services) {
    this.consumer = consumer;
    this.services = services;
  }

  @Override
  public GetAccountResponse getAccount(GetAccount request) {
    requireAdmin();
    GetAccountResponse response = new GetAccountResponse();
    response.setAccount(
        ContractTypes.of(request.getAccount(), services.accounts().details(request.getAccount())));
    return response;
  }

  @Override
  public RegisterAccountResponse registerAccount(RegisterAccount request) {
    requireAdmin();
    services
        .accounts()
        .register(
            request.getAccount(),
            new NewAccount(
                new Credentials(request.getNewUser(), request.getPassword()),
                emptyIfNull(request.getAgentCode()),
                emptyIfNull(request.getCompany()),
                emptyIfNull(request.getContact()),
                emptyIfNull(request.getMobile())),
            consumer.name());
    RegisterAccountResponse response = new RegisterAccountResponse();
    response.setVendorCode("000");
    response.setMeaning("Registered");
    return response;
  }

  private static String emptyIfNull(@Nullable String text) {
    return text == null ? "" : text;
  }

  @Override
  public ChangePasswordResponse changePassword(ChangePassword request) {
    requireAdmin();
    services
        .accounts()
        .changePassword(request.getAccount(), request.getNewPassword(), consumer.name());
    return new ChangePasswordResponse();
  }

  @Override
  public FindSubmissionsResponse findSubmissions(FindSubmissions request) {
    requireAdmin();
    SearchPage page =
        services
            .operations()
            .search(
                new SearchQuery(
                    given(request.getNumber()).map(AdminService::phoneNumber),
                    given(request.getConsumer()),
                    given(request.getChannel()),
                    given(request.getState()).map(AdminService::state),
                    ContractTimes.instant(request.getFrom()),
                    ContractTimes.instant(request.getTo()),
                    given(request.getPosition()).map(DecimalIds::parse),
                    new SearchQuery.Names(
                        given(request.getRequestId()),
                        given(request.getReference()),
                        given(request.getVendorMessageId()))),
                services.isConsumer());
    FindSubmissionsResponse response = new FindSubmissionsResponse();
    page.submissions().forEach(found -> response.getSubmission().add(ContractTypes.of(found)));
    response.setMore(page.more());
    if (page.more()) {
      response.setPosition(
          Long.toString(page.submissions().get(page.submissions().size() - 1).id()));
    }
    return response;
  }

  /** Stacks without null write an empty element. */
  private static Optional<String> given(@Nullable String text) {
    return Optional.ofNullable(text).filter(value -> !value.isEmpty());
  }

  @Override
  public SettleDeliveryResponse settleDelivery(SettleDelivery request) {
    requireAdmin();
    PhoneNumber number = phoneNumber(request.getNumber());
    Settlement settled =
        services
            .operations()
            .settle(
                DecimalIds.parse(request.getSubmissionId()),
                number,
                state(request.getState()),
                consumer.name(),
                request.getReason());
    SettleDeliveryResponse response = new SettleDeliveryResponse();
    response.setDelivery(
        ContractTypes.of(
            new Delivery(
                number,
                settled.state(),
                Optional.empty(),
                Optional.empty(),
                settled.at(),
                Optional.empty(),
                false)));
    response.setSettledBy(settled.who());
    response.setSettledAt(ContractTimes.of(settled.at()));
    return response;
  }

  @Override
  public CancelWaitingResponse cancelWaiting(CancelWaiting request) {
    requireAdmin();
    Cancellation cancellation =
        services
            .operations()
            .cancel(
                new SubmissionName(
                    given(request.getSubmissionId()).map(DecimalIds::parse),
                    given(request.getConsumer()),
                    given(request.getRequestId())),
                consumer.name(),
                request.getReason());
    CancelWaitingResponse response = new CancelWaitingResponse();
    response.setCancelled(cancellation.isDone());
    response.setSubmission(ContractTypes.of(cancellation.submission()));
    return response;
  }

  @Override
  public SuspendChannelResponse suspendChannel(SuspendChannel request) {
    requireAdmin();
    Channel channel =
        services.operations().suspend(request.getChannel(), consumer.name(), request.getReason());
    SuspendChannelResponse response = new SuspendChannelResponse();
    response.setChannel(shown(channel));
    return response;
  }

  @Override
  public ResumeChannelResponse resumeChannel(ResumeChannel request) {
    requireAdmin();
    Channel channel =
        services.operations().resume(request.getChannel(), consumer.name(), request.getReason());
    ResumeChannelResponse response = new ResumeChannelResponse();
    response.setChannel(shown(channel));
    return response;
  }

  /** Stored numbers may be landlines that would be refused now. */
  private static PhoneNumber phoneNumber(String text) {
    try {
      return PhoneNumber.find(text).orElseGet(() -> new PhoneNumber(text.strip()));
    } catch (RuntimeException e) {
      throw GatewayException.of(
          FaultCode.INVALID_RECIPIENT,
          "number: "
              + PhoneNumber.mask(text)
              + " is not a phone number"
              + PhoneNumber.problem(text).map(problem -> " (" + problem + ")").orElse("")
              + ": give the complete number that it was sent to");
    }
  }

  private static DeliveryState state(String text) {
    try {
      return DeliveryState.valueOf(text);
    } catch (IllegalArgumentException e) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST,
          "state is not valid: give one of " + Arrays.toString(DeliveryState.values()));
    }
  }

  @Override
  public ListProblemsResponse listProblems(ListProblems request) {
    requireAdmin();
    ListProblemsResponse response = new ListProblemsResponse();
    services
        .problems()
        .all()
        .list()
        .forEach(problem -> response.getProblem().add(ContractTypes.of(problem)));
    return response;
  }

  @Override
  public ReprocessProblemResponse reprocessProblem(ReprocessProblem request) {
    requireAdmin();
    Reprocessing.Result result =
        services
            .problems()
            .reprocessing()
            .reprocess(
                DecimalIds.parse(request.getId()),
                Optional.ofNullable(request.getAcknowledgeReason()),
                consumer.name());
    ReprocessProblemResponse response = new ReprocessProblemResponse();
    response.setNewRecords(result.newRecords());
    response.setBrokenRecords(result.reading().broken());
    response.setResolved(result.reading().isResolved());
    result.reading().reason().map(XmlText::sanitized).ifPresent(response::setDetail);
    return response;
  }

  @Override
  public GetStatementResponse getStatement(GetStatement request) {
    requireAdmin();
    return services.statements().get(consumer, request);
  }

  @Override
  public GetReconciliationResponse getReconciliation(GetReconciliation request) {
    requireAdmin();
    return services.statements().get(request);
  }

  @Override
  public SkipRecordResponse skipRecord(SkipRecord request) {
    requireAdmin();
    services
        .callbacks()
        .skip(
            new Callback.Id(
                request.getConsumer(),
                given(request.getReader()).map(AdminService::reader).orElse(Reader.CALLBACK)),
            RecordKind.valueOf(request.getKind().name()),
            DecimalIds.parse(request.getPosition()),
            consumer.name(),
            request.getReason());
    return new SkipRecordResponse();
  }

  private static Reader reader(String name) {
    try {
      return new Reader(name);
    } catch (IllegalArgumentException e) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST, "reader: " + e.getMessage() + "; ListProblems has it");
    }
  }

  @Override
  public ListSkippedRecordsResponse listSkippedRecords(ListSkippedRecords request) {
    requireAdmin();
    Optional<String> of = given(request.getConsumer());
    if (of.filter(services.isConsumer().negate()).isPresent()) {
      throw OperatorActions.unknownConsumer();
    }
    CallbackStore.SkippedList skipped = services.callbacks().skipped(of);
    ListSkippedRecordsResponse response = new ListSkippedRecordsResponse();
    skipped.records().forEach(each -> response.getSkippedRecord().add(ContractTypes.of(each)));
    response.setMore(skipped.more());
    return response;
  }

  @Override
  public ListOptOutsResponse listOptOuts(ListOptOuts request) {
    requireAdmin();
    OptOutStore.Page page =
        services
            .optOuts()
            .list(
                new OptOutStore.Query(
                    list(request.getConsumer(), request.getAccount()),
                    given(request.getNumber()).map(AdminService::phoneNumber),
                    given(request.getPosition()).map(DecimalIds::parse)));
    ListOptOutsResponse response = new ListOptOutsResponse();
    page.optOuts().forEach(optOut -> response.getOptOut().add(ContractTypes.of(optOut)));
    response.setMore(page.next().isPresent());
    page.next().ifPresent(next -> response.setPosition(Long.toString(next)));
    return response;
  }

  @Override
  public AddOptOutResponse addOptOut(AddOptOut request) {
    requireAdmin();
    OptOut added =
        services
            .optOuts()
            .add(
                needed(list(request.getConsumer(), request.getAccount())),
                phoneNumber(request.getNumber()),
                new OptOut.ByHand(consumer.name(), request.getReason()),
                services.isConsumer());
    AddOptOutResponse response = new AddOptOutResponse();
    response.setOptOut(ContractTypes.of(added));
    return response;
  }

  @Override
  public LiftOptOutResponse liftOptOut(LiftOptOut request) {
    requireAdmin();
    services
        .optOuts()
        .lift(
            needed(list(request.getConsumer(), request.getAccount())),
            phoneNumber(request.getNumber()),
            new OptOut.ByHand(consumer.name(), request.getReason()));
    return new LiftOptOutResponse();
  }

  private static Optional<OptOutList> list(@Nullable String consumer, @Nullable String account) {
    if (given(consumer).isPresent() && given(account).isPresent()) {
      throw GatewayException.of(
          FaultCode.INVALID_REQUEST, "consumer, account: give one of them, whose list it is");
    }
    return given(consumer)
        .map(OptOutList::ofConsumer)
        .or(() -> given(account).map(OptOutList::ofAccount));
  }

  private static OptOutList needed(Optional<OptOutList> list) {
    return list.orElseThrow(
        () ->
            GatewayException.of(
                FaultCode.INVALID_REQUEST,
                "consumer, account: give the one whose list it is. ListOptOuts shows the lists on"
                    + " which a number is"));
  }

  private void requireAdmin() {
    if (consumer.role() != Consumer.Role.ADMIN) {
      throw GatewayException.of(
          FaultCode.NOT_ALLOWED, "This consumer is not an admin: ask the gateway's operator");
    }
  }

  private dev.yizhan.wsdl.gateway.Channel shown(Channel channel) {
    return ContractTypes.forAdmin(
        channel,
        services.channels().states().find(channel.name()),
        services.channels().queues().activity(channel.name()));
  }
}
