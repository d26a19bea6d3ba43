package dev.yizhan.door.linkwsdomestic;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.ChinaTime;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import dev.yizhan.door.Desk;
import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.door.Draft;
import dev.yizhan.door.Reason;
import dev.yizhan.door.Result;
import dev.yizhan.sandbox.server.LinkWsDomesticService;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** LinkWS's domestic interface, served from a desk. */
record LinkWsDomesticDesk(Desk desk) implements LinkWsDomesticService {

  private static final int MOST_REPORTS = 500;
  private static final int MOST_REPLIES = 50;
  private static final String MARK = "1";

  @Override
  public CompletionStage<Answer<String>> send(Login login, Sending sending) {
    Optional<LocalDateTime> time = ChinaTime.read(sending.time());
    if (time.isEmpty() && !sending.time().isBlank()) {
      return CompletableFuture.completedFuture(
          new Answer.Refused<>(LinkWsDomesticCodes.OF_SENDS.of(Reason.TIME)));
    }
    return desk.send(
            login,
            Draft.of(sending.numbers(), sending.text(), time).withExtension(sending.extension()))
        .thenApply(result -> answer(result.map(each -> each.ids().get(0).toString())));
  }

  private static <T> Answer<T> answer(Result<T> result) {
    return result.match(
        Answer.Given::new, reason -> new Answer.Refused<>(LinkWsDomesticCodes.OF_SENDS.of(reason)));
  }

  @Override
  public Answer<List<LinkWsDomesticInbox.Report>> reports(Login login) {
    return answer(
        desk.reports(login, MOST_REPORTS)
            .map(reports -> reports.stream().map(LinkWsDomesticDesk::report).toList()));
  }

  private static LinkWsDomesticInbox.Report report(DoorReport report) {
    return new LinkWsDomesticInbox.Report(
        Long.toString(report.id()),
        report.number(),
        Optional.empty(),
        MARK,
        switch (report.state()) {
          case DELIVERED -> "DELIVRD";
          case FAILED -> "UNDELIV";
          case PENDING -> "ENROUTE";
        },
        Optional.of(report.time()));
  }

  @Override
  public Answer<List<LinkWsDomesticInbox.Reply>> replies(Login login) {
    return answer(
        desk.replies(login, MOST_REPLIES, Optional.empty())
            .map(replies -> replies.stream().map(LinkWsDomesticDesk::reply).toList()));
  }

  /** No client can tell a separator in a text from one between records. */
  private static LinkWsDomesticInbox.Reply reply(DoorReply reply) {
    return new LinkWsDomesticInbox.Reply(
        reply.number(), reply.text().replace('#', '＃').replace('|', '｜'), reply.time(), reply.to());
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    return answer(desk.balance(login));
  }
}
