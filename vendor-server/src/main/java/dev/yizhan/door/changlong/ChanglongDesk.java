package dev.yizhan.door.changlong;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import dev.yizhan.codec.answer.ChinaTime;
import dev.yizhan.codec.code.ChanglongBalanceCode;
import dev.yizhan.codec.code.ChanglongPollCode;
import dev.yizhan.codec.code.ChanglongSendCode;
import dev.yizhan.codec.code.ResultCode;
import dev.yizhan.door.Desk;
import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.door.Draft;
import dev.yizhan.door.Reason;
import dev.yizhan.door.Result;
import dev.yizhan.door.Submitted;
import dev.yizhan.sandbox.server.ChanglongService;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** changlong's pages, served from a desk. */
record ChanglongDesk(Desk desk) implements ChanglongService {

  private static final int MOST_REPORTS = 100;
  private static final int MOST_REPLIES = 50;
  private static final int DELIVERED = 10;
  private static final int FAILED = 20;
  private static final int PENDING = -1;

  /** A wrong number does not keep the others from their message. */
  @Override
  public CompletionStage<Answer<Changlong.Sent>> send(Login login, Sending sending) {
    Optional<LocalDateTime> time = ChinaTime.read(sending.time());
    if (time.isEmpty() && !sending.time().isBlank()) {
      return CompletableFuture.completedFuture(
          new Answer.Refused<>(ChanglongCodes.OF_SENDS.of(Reason.TIME)));
    }
    return desk.send(
            login,
            new Draft(
                sending.numbers(),
                List.of(sending.text()),
                time,
                "",
                "",
                Draft.WrongNumbers.LEAVE_OUT))
        .thenApply(
            result ->
                result.match(
                    submitted -> new Answer.Given<>(sent(submitted)),
                    reason -> new Answer.Refused<>(ChanglongCodes.OF_SENDS.of(reason))));
  }

  private static Changlong.Sent sent(Submitted submitted) {
    return new Changlong.Sent(
        submitted.ids().size(),
        submitted.leftOut(),
        submitted.ids().stream().map(String::valueOf).toList());
  }

  @Override
  public Answer<List<ChanglongInbox.Report>> reports(Login login) {
    return polled(
        desk.reports(login, MOST_REPORTS)
            .map(reports -> reports.stream().map(ChanglongDesk::report).toList()));
  }

  private static ChanglongInbox.Report report(DoorReport report) {
    return new ChanglongInbox.Report(
        Long.toString(report.id()),
        report.number(),
        switch (report.state()) {
          case DELIVERED -> DELIVERED;
          case FAILED -> FAILED;
          case PENDING -> PENDING;
        });
  }

  @Override
  public Answer<List<ChanglongInbox.Reply>> replies(Login login) {
    return polled(
        desk.replies(login, MOST_REPLIES, Optional.empty())
            .map(replies -> replies.stream().map(ChanglongDesk::reply).toList()));
  }

  /** No client can tell a separator in a text from one between records. */
  private static ChanglongInbox.Reply reply(DoorReply reply) {
    return new ChanglongInbox.Reply(
        Long.toString(reply.id()),
        reply.number(),
        reply.text().replace(';', '；').replace('|', '｜'));
  }

  private static <T> Answer<T> polled(Result<T> result) {
    return result.match(
        Answer.Given::new,
        reason ->
            new Answer.Refused<>(
                reason == Reason.LOGIN ? ChanglongPollCode.LOGIN_FAILED : ChanglongPollCode.BUSY));
  }

  /** The table of this call has no code for a system that cannot work. */
  @Override
  public Answer<BigDecimal> balance(Login login) {
    return desk.balance(login)
        .match(
            Answer.Given::new,
            reason ->
                new Answer.Refused<>(
                    reason == Reason.LOGIN
                        ? ChanglongBalanceCode.LOGIN_FAILED
                        : (ResultCode) ChanglongSendCode.BUSY));
  }
}
