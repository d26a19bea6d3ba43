package dev.yizhan.door.winnerlook;

import dev.yizhan.codec.SubmitInfoKey;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.door.Desk;
import dev.yizhan.door.DoorReply;
import dev.yizhan.door.DoorReport;
import dev.yizhan.door.Draft;
import dev.yizhan.door.Result;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinnerlookService;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** winnerlook's trigger service, served from a desk. */
record WinnerlookDesk(Desk desk) implements WinnerlookService {

  private static final int MOST_RECORDS = 500;
  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9:_ -]{1,32}");

  /** Words that clients read as another state. */
  private static final Pattern NO_FAILURE =
      Pattern.compile("(?i)\\s*(DELIVRD|ENROUTE|ACCEPTD|UNKNOWN)?\\s*");

  @Override
  public CompletionStage<Answer<String>> send(Login login, Sending sending) {
    return send(
        login,
        Draft.of(sending.numbers(), sending.text(), Optional.empty())
            .withExtension(sending.extension())
            .withClientId(sending.customId()));
  }

  @Override
  public CompletionStage<Answer<String>> sendAll(Login login, List<Sending> sendings) {
    return send(
        login,
        new Draft(
            sendings.stream().map(each -> each.numbers().get(0)).toList(),
            sendings.stream().map(Sending::text).toList(),
            Optional.empty(),
            "",
            sendings.get(0).customId(),
            Draft.WrongNumbers.REFUSE_ALL));
  }

  private CompletionStage<Answer<String>> send(Login login, Draft draft) {
    return desk.send(login, draft)
        .thenApply(result -> answer(result.map(each -> each.ids().get(0).toString())));
  }

  private static <T> Answer<T> answer(Result<T> result) {
    return result.match(
        Answer.Given::new, reason -> new Answer.Refused<>(WinnerlookCodes.OF_SENDS.of(reason)));
  }

  @Override
  public Answer<BigDecimal> balance(Login login) {
    return answer(desk.balance(login));
  }

  /** The vendor reports final states only, and clients take every other word for a failure. */
  @Override
  public Answer<List<WinnerlookInbox.Report>> reports(Login login) {
    return answer(
        desk.reports(login, MOST_RECORDS)
            .map(
                reports ->
                    reports.stream()
                        .filter(each -> each.state() != DoorReport.Status.PENDING)
                        .map(WinnerlookDesk::report)
                        .toList()));
  }

  private static WinnerlookInbox.Report report(DoorReport report) {
    return new WinnerlookInbox.Report(
        Long.toString(report.id()),
        withoutPlus(report.number()),
        report.state() == DoorReport.Status.DELIVERED ? "DELIVRD" : failure(report.status()),
        Optional.of(report.time()),
        report.clientId().map(WinnerlookDesk::withoutSeparators));
  }

  private static String failure(String status) {
    return WORD.matcher(status).matches() && !NO_FAILURE.matcher(status).matches()
        ? status
        : "UNDELIVRD";
  }

  private static String withoutPlus(String number) {
    return number.startsWith("+") ? number.substring(1) : number;
  }

  @Override
  public Answer<List<WinnerlookInbox.Reply>> replies(Login login) {
    return answer(
        desk.replies(login, MOST_RECORDS, Optional.empty())
            .map(replies -> replies.stream().map(WinnerlookDesk::reply).toList()));
  }

  private static WinnerlookInbox.Reply reply(DoorReply reply) {
    return new WinnerlookInbox.Reply(
        withoutPlus(reply.number()),
        reply.text().replace('|', '｜'),
        reply.time(),
        Optional.of(reply.to()),
        reply.clientId().map(WinnerlookDesk::withoutSeparators));
  }

  /** No client can tell a separator in a field from one between fields. */
  private static String withoutSeparators(String id) {
    return id.replace('|', '｜').replace(',', '，');
  }

  @Override
  public Optional<SubmitInfoKey> key(String user) {
    return Optional.of(SubmitInfoKey.of(desk.callKey(user)));
  }
}
