package dev.yizhan.door.winic;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.ChinaTime;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicAccount;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.codec.code.WinicRegisterCode;
import dev.yizhan.door.Desk;
import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.door.Draft;
import dev.yizhan.door.Reason;
import dev.yizhan.door.Result;
import dev.yizhan.door.Submitted;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.NewAccount;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinicService;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** winic's services, served from a desk. */
record WinicDesk(Desk desk) implements WinicService {

  private static final int MOST_RECORDS = 500;
  private static final int CHARACTERS = 70;

  @Override
  public CompletionStage<Winic.HttpSend> send(Login login, Sending sending) {
    return send(login, sending, sending.numbers(), WinicCode.NUMBER_FORMAT);
  }

  @Override
  public CompletionStage<Winic.HttpSend> sendAbroad(Login login, Sending sending) {
    return send(
        login,
        sending,
        sending.numbers().stream().map(number -> "+" + number).toList(),
        WinicCode.NO_DATA);
  }

  private CompletionStage<Winic.HttpSend> send(
      Login login, Sending sending, List<String> numbers, WinicCode wrongNumber) {
    Optional<LocalDateTime> time = ChinaTime.read(sending.time());
    if (time.isEmpty() && !sending.time().isBlank()) {
      return CompletableFuture.completedFuture(refused(WinicCode.WRONG_PARAMETER));
    }
    return desk.send(
            login, Draft.of(numbers, sending.text(), time).withExtension(sending.extension()))
        .thenApply(
            result ->
                result.match(
                    WinicDesk::accepted,
                    reason ->
                        refused(
                            reason == Reason.NUMBER
                                ? wrongNumber
                                : WinicCodes.OF_SENDS.of(reason))));
  }

  private static Winic.HttpSend accepted(Submitted submitted) {
    return new Winic.HttpSend(
        "000",
        OptionalInt.of(submitted.segments()),
        submitted.charge().or(() -> Optional.of(BigDecimal.ZERO)),
        Optional.of(submitted.balance()),
        Optional.of(submitted.ids().get(0).toString()));
  }

  private static Winic.HttpSend refused(WinicCode code) {
    return new Winic.HttpSend(
        code.code(),
        OptionalInt.of(0),
        Optional.of(BigDecimal.ZERO),
        Optional.of(BigDecimal.ZERO),
        Optional.empty());
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    return answer(desk.balance(login));
  }

  private static <T> Answer<T> answer(Result<T> result) {
    return result.match(
        Answer.Given::new, reason -> new Answer.Refused<>(WinicCodes.OF_SENDS.of(reason)));
  }

  /** Prices and contact are not known here. */
  @Override
  public Answer<WinicAccount> account(Login login) {
    return balance(login)
        .map(
            balance ->
                new WinicAccount(
                    login.user(),
                    balance,
                    new WinicAccount.Prices(
                        BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                    CHARACTERS,
                    "",
                    "",
                    WinicAccount.Contact.NONE));
  }

  @Override
  public Answer<List<WinicInbox.Reply>> replies(Login login, Optional<String> port) {
    return answer(
        desk.replies(login, MOST_RECORDS, port.filter(wanted -> !wanted.isEmpty()))
            .map(replies -> replies.stream().map(WinicDesk::reply).toList()));
  }

  /** No client can tell a separator in a text from one between records. */
  private static WinicInbox.Reply reply(DoorReply reply) {
    return new WinicInbox.Reply(
        reply.number(), reply.text().replace('/', '／').replace('|', '｜'), reply.to(), reply.time());
  }

  @Override
  public Answer<List<WinicInbox.Report>> reports(Login login) {
    return answer(
        desk.reports(login, MOST_RECORDS)
            .map(reports -> reports.stream().map(each -> report(login, each)).toList()));
  }

  private static WinicInbox.Report report(Login login, DoorReport report) {
    return new WinicInbox.Report(
        Long.toString(report.id()),
        login.user(),
        withoutPlus(report.number()),
        switch (report.state()) {
          case DELIVERED -> "DELIVRD";
          case FAILED -> failure(report.status());
          case PENDING -> "ENROUTE";
        },
        report.time());
  }

  /** Numbers abroad are written as in {@code SendInternationalMessages}. */
  private static String withoutPlus(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }

  /** The real vendor's word, unless it would read as another state or break the record. */
  private static String failure(String status) {
    return status.matches("[A-Za-z0-9:_ -]{1,32}")
            && !status.strip().matches("(?i)DELIVRD|ENROUTE|ACCEPTD|UNKNOWN|")
        ? status
        : "UNDELIV";
  }

  @Override
  public Answer<Winic.Done> register(NewAccount account) {
    return done(desk.register(account), WinicRegisterCode.values());
  }

  @Override
  public Answer<Winic.Done> changePassword(Login login, String password) {
    return done(desk.changePassword(login, password), WinicCode.values());
  }

  /** The account's vendor is winic, too, so its codes are known here; new ones are not. */
  private static Answer<Winic.Done> done(Result<Optional<String>> result, ResultCode[] codes) {
    return result.match(
        refusal ->
            refusal
                .<Answer<Winic.Done>>map(code -> new Answer.Refused<>(known(code, codes)))
                .orElseGet(() -> new Answer.Given<>(Winic.Done.DONE)),
        reason -> new Answer.Refused<>(WinicCodes.OF_SENDS.of(reason)));
  }

  private static ResultCode known(String code, ResultCode[] codes) {
    return Stream.of(codes)
        .filter(each -> each.code().equals(code))
        .findFirst()
        .orElse(WinicCode.OTHER_ERROR);
  }
}
