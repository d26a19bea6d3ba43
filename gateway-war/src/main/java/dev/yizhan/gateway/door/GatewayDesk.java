package dev.yizhan.gateway.door;

import dev.yizhan.codec.PhoneNumber;
import dev.yizhan.door.Desk;
import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.door.Draft;
import dev.yizhan.door.IdRange;
import dev.yizhan.door.Reason;
import dev.yizhan.door.Result;
import dev.yizhan.door.Submitted;
import dev.yizhan.gateway.core.channel.QuietHours;
import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import dev.yizhan.gateway.core.fault.StoreException;
import dev.yizhan.gateway.core.submission.Content;
import dev.yizhan.gateway.core.submission.SendRequest;
import dev.yizhan.gateway.core.submission.Submission;
import dev.yizhan.gateway.security.Authenticator;
import dev.yizhan.gateway.security.ClientConnection;
import dev.yizhan.gateway.security.Credentials;
import dev.yizhan.gateway.security.DoorLogin;
import dev.yizhan.gateway.soap.DeferredResponse;
import dev.yizhan.gateway.soap.Failures;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.NewAccount;
import dev.yizhan.vendor.SendOptions;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** One request at a front door, dealt with as one at {@code /sms}. */
final class GatewayDesk implements Desk {

  private static final System.Logger LOG = System.getLogger(GatewayDesk.class.getName());
  private static final Duration LATENESS = Duration.ofMinutes(10);
  private static final Duration LONGEST_HOLD = Duration.ofDays(366);
  private static final Duration CLIENT_IDS_KEPT = Duration.ofDays(366);

  /** Clients of unknown users are answered as those with a wrong password. */
  private static final String UNKNOWN_PASSWORD = UUID.randomUUID().toString();

  private final OpenDoor open;
  private final DoorCore core;
  private final Authenticator authenticator;
  private final ClientConnection client;
  private volatile Optional<FaultCode> fault = Optional.empty();
  private volatile Optional<RunningPolls.Poll> poll = Optional.empty();

  GatewayDesk(OpenDoor open, DoorCore core, Authenticator authenticator, ClientConnection client) {
    this.open = open;
    this.core = core;
    this.authenticator = authenticator;
    this.client = client;
  }

  /** The fault that the request ended with. */
  Optional<FaultCode> fault() {
    return fault;
  }

  void failed(FaultCode code) {
    fault = Optional.of(code);
  }

  private DoorLogin authenticated(Login login, String operation) {
    DoorLogin known =
        authenticator.authenticate(
            open.name(), new Credentials(login.user(), login.password()), client);
    if (!known.consumer().mayCall(operation)) {
      throw GatewayException.of(FaultCode.NOT_ALLOWED, "This consumer may not call " + operation);
    }
    return known;
  }

  @Override
  public CompletionStage<Result<Submitted>> send(Login login, Draft draft) {
    try {
      DoorLogin known = authenticated(login, "Send");
      Optional<Instant> sendAt =
          draft.time().map(time -> time.atZone(QuietHours.CHINA).toInstant());
      if (sendAt.filter(this::isOutOfRange).isPresent()) {
        return CompletableFuture.completedFuture(refused(Reason.TIME_OUT_OF_RANGE));
      }
      Numbered message = numbered(known, draft);
      DeferredResponse<Submission> response =
          core.sending()
              .start(known.consumer().sender(), request(message, sendAt), submission -> submission);
      return response
          .outcome()
          .handle((submission, failure) -> result(known, message, submission, failure))
          .whenComplete((result, failure) -> response.release().run());
    } catch (RuntimeException e) {
      return CompletableFuture.completedFuture(refusal(e));
    }
  }

  private boolean isOutOfRange(Instant time) {
    Instant now = core.clock().instant();
    return time.isBefore(now.minus(LATENESS)) || time.isAfter(now.plus(LONGEST_HOLD));
  }

  /**
   * A message with its ids.
   *
   * @param firstId the first of them, or the only one
   */
  private record Numbered(Draft draft, List<String> numbers, int leftOut, long firstId) {

    long id(int index, IdRange range) {
      return range.perNumber() ? firstId + index : firstId;
    }
  }

  private Numbered numbered(DoorLogin login, Draft draft) {
    List<String> numbers = draft.numbers();
    if (draft.wrongNumbers() == Draft.WrongNumbers.LEAVE_OUT) {
      numbers = numbers.stream().filter(text -> PhoneNumber.find(text).isPresent()).toList();
    }
    if (numbers.isEmpty()) {
      throw GatewayException.of(FaultCode.INVALID_RECIPIENT, "None of the numbers is one");
    }
    IdRange range = open.door().ids();
    long id =
        core.ids()
            .next(
                open.door().company(),
                range.first(),
                range.last(),
                range.perNumber() ? numbers.size() : 1);
    return new Numbered(
        draft, numbers, draft.numbers().size() - numbers.size(), firstId(login, draft, id));
  }

  /** The id of the message that this one repeats, or its own. */
  private long firstId(DoorLogin login, Draft draft, long id) {
    OpenDoor.Repeats repeats = open.repeats();
    String company = open.door().company();
    Instant now = core.clock().instant();
    if (repeats.byClientId() && !draft.clientId().isEmpty()) {
      return core.store()
          .firstId(
              MessageDigests.ofClientId(company, login.user(), draft.clientId()),
              id,
              now,
              CLIENT_IDS_KEPT);
    }
    return repeats
        .window()
        .map(
            window ->
                core.store()
                    .firstId(MessageDigests.of(company, login.user(), draft), id, now, window))
        .orElse(id);
  }

  private SendRequest request(Numbered message, Optional<Instant> sendAt) {
    Draft draft = message.draft();
    IdRange range = open.door().ids();
    String company = open.door().company();
    Content content =
        Content.of(
            message.numbers(),
            draft.texts(),
            range.perNumber() ? references(message, range) : List.of(),
            new SendOptions(
                Optional.of(draft.extension()).filter(digits -> !digits.isEmpty()),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    return new SendRequest(
        Optional.of(MessageRequestId.of(open, message.firstId(), draft.clientId())),
        Optional.empty(),
        content,
        sendAt,
        Optional.empty(),
        Optional.of(new MessageReference(company, message.firstId()).toString()),
        open.door().hasReports() ? Duration.ZERO : open.maxWait());
  }

  private List<Optional<String>> references(Numbered message, IdRange range) {
    List<Optional<String>> references = new ArrayList<>();
    for (int i = 0; i < message.numbers().size(); i++) {
      references.add(
          Optional.of(
              new MessageReference(open.door().company(), message.id(i, range)).toString()));
    }
    return references;
  }

  private Result<Submitted> result(
      DoorLogin login, Numbered message, Submission submission, Throwable failure) {
    if (failure != null) {
      Throwable cause =
          failure instanceof CompletionException && failure.getCause() != null
              ? failure.getCause()
              : failure;
      GatewayException known = Failures.toFault(cause);
      if (known.code() != FaultCode.STORED_UNREAD) {
        return refusal(known);
      }
      return new Result.Given<>(submitted(login, message, Optional.empty()));
    }
    return Outcomes.failure(submission, core.vendorCodes())
        .map(reason -> rejected(login, submission, reason))
        .orElseGet(() -> new Result.Given<>(submitted(login, message, Optional.of(submission))));
  }

  /** It is in no report that is fetched later. */
  private Result<Submitted> rejected(DoorLogin login, Submission submission, Reason reason) {
    try {
      core.records().told(open, login, submission.id());
    } catch (StoreException e) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "The rejection of submission {0} is reported once more",
          submission.id());
    }
    return refused(reason);
  }

  private Submitted submitted(DoorLogin login, Numbered message, Optional<Submission> submission) {
    IdRange range = open.door().ids();
    List<Long> ids = new ArrayList<>();
    Map<PhoneNumber, Long> known = new HashMap<>();
    for (int i = 0; i < (range.perNumber() ? message.numbers().size() : 1); i++) {
      long own = message.id(i, range);
      // A number that is given twice gets one message.
      ids.add(
          PhoneNumber.find(message.numbers().get(i))
              .map(number -> known.computeIfAbsent(number, first -> own))
              .orElse(own));
    }
    int segments =
        submission.map(each -> each.head().segments() * message.numbers().size()).orElse(0);
    return new Submitted(
        ids, message.leftOut(), segments, submission.flatMap(Outcomes::charge), remaining(login));
  }

  /** The message is stored, whatever else fails. */
  private BigDecimal remaining(DoorLogin login) {
    try {
      return core.money().remaining(login.consumer().sender());
    } catch (StoreException e) {
      LOG.log(System.Logger.Level.DEBUG, "The rest of a quota cannot be read now", e);
      return BigDecimal.ZERO;
    }
  }

  @Override
  public String callKey(String user) {
    return authenticator
        .callKey(open.name(), user)
        .orElseGet(() -> open.door().callKeys().orElseThrow().of(UNKNOWN_PASSWORD));
  }

  @Override
  public Result<BigDecimal> balance(Login login) {
    return answered(() -> core.money().balance(authenticated(login, "GetBalance")));
  }

  @Override
  public Result<List<DoorReport>> reports(Login login, int most) {
    return answered(
        () -> handedOut(core.records().reports(open, authenticated(login, "FetchReports"), most)));
  }

  @Override
  public Result<List<DoorReply>> replies(Login login, int most, Optional<String> to) {
    return answered(
        () ->
            handedOut(
                core.records().replies(open, authenticated(login, "FetchReplies"), most, to)));
  }

  @Override
  public Result<Optional<String>> changePassword(Login login, String password) {
    return answered(
        () -> core.accounts().changePassword(authenticated(login, "ChangePassword"), password));
  }

  @Override
  public Result<Optional<String>> register(NewAccount account) {
    return answered(() -> core.accounts().register(open, client, account));
  }

  private <T> List<T> handedOut(DoorRecords.HandedOut<T> records) {
    poll = Optional.of(records.poll());
    return records.records();
  }

  /** The answer has been written, or will not be. */
  void answered(boolean isWhole) {
    poll.ifPresent(each -> each.end(isWhole));
  }

  private <T> Result<T> answered(Supplier<T> query) {
    try {
      return new Result.Given<>(query.get());
    } catch (RuntimeException e) {
      return refusal(e);
    }
  }

  private <T> Result<T> refused(Reason reason) {
    return new Result.Refused<>(reason);
  }

  /** What may have been done is no refusal. */
  private <T> Result<T> refusal(RuntimeException failure) {
    GatewayException known = Failures.toFault(failure);
    fault = Optional.of(known.code());
    return Reasons.of(known.code()).map(this::<T>refused).orElseThrow(() -> known);
  }
}
