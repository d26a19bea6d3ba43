package dev.yizhan.door.winnerlook;

import dev.yizhan.codec.SubmitInfoKey;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.door.Desk;
import dev.yizhan.door.Draft;
import dev.yizhan.door.Result;
import dev.yizhan.sandbox.server.Login;
import dev.yizhan.sandbox.server.Sending;
import dev.yizhan.sandbox.server.WinnerlookService;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** winnerlook's trigger service, served from a desk. */
record WinnerlookDesk(Desk desk) implements WinnerlookService {

  private static final int MOST_RECORDS = 500;

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

  @Override
  public Answer<List<WinnerlookInbox.Report>> reports(Login login) {
    return answer(
        desk.reports(login, MOST_RECORDS)
            .map(
                reports ->
                    WinnerlookRecords.reports(reports).stream()
                        .map(WinnerlookRecords::withoutSeparators)
                        .toList()));
  }

  @Override
  public Answer<List<WinnerlookInbox.Reply>> replies(Login login) {
    return answer(
        desk.replies(login, MOST_RECORDS, Optional.empty())
            .map(
                replies ->
                    replies.stream()
                        .map(WinnerlookRecords::reply)
                        .map(WinnerlookRecords::withoutSeparators)
                        .toList()));
  }

  @Override
  public Optional<SubmitInfoKey> key(String user) {
    return Optional.of(SubmitInfoKey.of(desk.callKey(user)));
  }
}
