package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import dev.yizhan.codec.code.ChanglongSendCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** changlong's pages (document 3). */
public final class ChanglongOperations {

  private static final String UNREADABLE = ChanglongSendCode.BUSY.code();

  private static final int MOST_NUMBERS = 100;
  private static final int LONGEST_TEXT = 335;

  /** What the pages answer, and to what. */
  public static final Protocol<ChanglongService> PROTOCOL =
      Protocol.forms(pages(), FormDialect.pages(UNREADABLE));

  private ChanglongOperations() {}

  private static Map<String, Operation<ChanglongService>> pages() {
    return Map.of(
        "/sendsms_txt.asp",
        Operation.later("us_name us_pwd send_phone send_content", ChanglongOperations::send),
        "/get_report_txt.asp",
        Operation.of(
            "us_name us_pwd",
            (service, form, raw) ->
                Operation.text(
                    service.reports(login(form)),
                    reports -> reports.isEmpty() ? "0" : ChanglongInbox.formatReports(reports))),
        "/get_receive_message_txt.asp",
        Operation.of(
            "us_name us_pwd",
            (service, form, raw) ->
                Operation.text(
                    service.replies(login(form)),
                    replies -> replies.isEmpty() ? "0" : ChanglongInbox.formatReplies(replies))),
        "/Get_Account_Balance.asp",
        Operation.of(
            "us_name us_pwd",
            (service, form, raw) ->
                Operation.text(service.balance(login(form)), BigDecimal::toPlainString)));
  }

  private static CompletionStage<String> send(ChanglongService service, Form form, RawRequest raw) {
    List<String> numbers = form.numbers("send_phone");
    String text = form.get("send_content");
    return refusal(numbers, text)
        .<CompletionStage<String>>map(code -> CompletableFuture.completedFuture(code.code()))
        .orElseGet(
            () ->
                service
                    .send(
                        login(form), new Sending(numbers, text, "", "", form.get("send_time"), raw))
                    .thenApply(ChanglongOperations::sent));
  }

  private static Optional<ChanglongSendCode> refusal(List<String> numbers, String text) {
    if (numbers.isEmpty()) {
      return Optional.of(ChanglongSendCode.NO_NUMBER);
    }
    if (text.isEmpty()) {
      return Optional.of(ChanglongSendCode.NO_TEXT);
    }
    if (numbers.size() > MOST_NUMBERS) {
      return Optional.of(ChanglongSendCode.TOO_MANY_NUMBERS);
    }
    return text.length() > LONGEST_TEXT
        ? Optional.of(ChanglongSendCode.TEXT_TOO_LONG)
        : Optional.empty();
  }

  private static String sent(Answer<Changlong.Sent> answer) {
    return answer instanceof Answer.Refused<Changlong.Sent> refused
        ? refused.code().code() + refused.word().map(word -> "|" + word).orElse("")
        : Operation.text(answer, Changlong.Sent::format);
  }

  private static Login login(Form form) {
    return form.login("us_name", "us_pwd");
  }
}
