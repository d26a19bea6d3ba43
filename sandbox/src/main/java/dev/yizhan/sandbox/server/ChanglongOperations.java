package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Changlong;
import dev.yizhan.codec.answer.ChanglongInbox;
import dev.yizhan.codec.code.ChanglongSendCode;
import jakarta.servlet.http.HttpServlet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** changlong's pages (document 3). */
public final class ChanglongOperations {

  private static final String UNREADABLE = ChanglongSendCode.BUSY.code();

  private static final int MOST_NUMBERS = 100;
  private static final int LONGEST_TEXT = 335;

  private ChanglongOperations() {}

  /** The servlets, by path. */
  public static Map<String, HttpServlet> servlets(ChanglongService service) {
    return VendorServlets.forms(pages(service), FormDialect.pages(UNREADABLE));
  }

  private static Map<String, Operation> pages(ChanglongService service) {
    return Map.of(
        "/sendsms_txt.asp",
        Operation.of(
            "us_name us_pwd send_phone send_content", (form, raw) -> send(service, form, raw)),
        "/get_report_txt.asp",
        Operation.of(
            "us_name us_pwd",
            (form, raw) ->
                Operation.text(
                    service.reports(login(form)),
                    reports -> reports.isEmpty() ? "0" : ChanglongInbox.formatReports(reports))),
        "/get_receive_message_txt.asp",
        Operation.of(
            "us_name us_pwd",
            (form, raw) ->
                Operation.text(
                    service.replies(login(form)),
                    replies -> replies.isEmpty() ? "0" : ChanglongInbox.formatReplies(replies))),
        "/Get_Account_Balance.asp",
        Operation.of(
            "us_name us_pwd",
            (form, raw) ->
                Operation.text(service.balance(login(form)), BigDecimal::toPlainString)));
  }

  private static String send(ChanglongService service, Form form, RawRequest raw) {
    List<String> numbers = form.numbers("send_phone");
    String text = form.get("send_content");
    if (numbers.isEmpty()) {
      return ChanglongSendCode.NO_NUMBER.code();
    }
    if (text.isEmpty()) {
      return ChanglongSendCode.NO_TEXT.code();
    }
    if (numbers.size() > MOST_NUMBERS) {
      return ChanglongSendCode.TOO_MANY_NUMBERS.code();
    }
    if (text.length() > LONGEST_TEXT) {
      return ChanglongSendCode.TEXT_TOO_LONG.code();
    }
    var answer = service.send(login(form), new Sending(numbers, text, raw));
    return answer instanceof Answer.Refused<Changlong.Sent> refused
        ? refused.code().code() + refused.word().map(word -> "|" + word).orElse("")
        : Operation.text(answer, Changlong.Sent::format);
  }

  private static Login login(Form form) {
    return form.login("us_name", "us_pwd");
  }
}
