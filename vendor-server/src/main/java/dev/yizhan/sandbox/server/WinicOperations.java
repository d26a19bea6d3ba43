package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicAccount;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.codec.code.WinicCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** winic's HTTP service (document 1) and its asmx service (document 2). */
public final class WinicOperations {

  private static final String UNREADABLE = WinicCode.CONTENT_ENCODING.code();

  private static final String NOTHING = "Null";
  private static final int MOST_NUMBERS_BY_GET = 100;
  private static final int MOST_NUMBERS_BY_POST = 5000;
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,10}");
  private static final Pattern NO_EXTENSION = Pattern.compile("");

  /** The HTTP service. */
  public static final Protocol<WinicService> HTTP =
      Protocol.forms(pages(), FormDialect.pages(UNREADABLE));

  /** The asmx service. */
  public static final Protocol<WinicService> ASMX =
      Protocol.asmx("/service.asmx", asmx(), "winic-service.wsdl", FormDialect.asmx(UNREADABLE));

  private WinicOperations() {}

  private static Map<String, Operation<WinicService>> pages() {
    return Map.of(
        "/sys_port/gateway/index.asp",
        Operation.later(
            "id pwd to content time",
            (service, form, raw) ->
                sendByPage(service, form, raw).thenApply(Winic.HttpSend::format)),
        "/webservice/public/remoney.asp",
        Operation.of(
            "uid pwd",
            (service, form, raw) -> Operation.text(service.balance(login(form)), Winic::format)));
  }

  private static CompletionStage<Winic.HttpSend> sendByPage(
      WinicService service, Form form, RawRequest raw) {
    List<String> numbers = form.numbers("to");
    int most = raw.method().equals("GET") ? MOST_NUMBERS_BY_GET : MOST_NUMBERS_BY_POST;
    if (numbers.isEmpty() || form.get("content").isEmpty() || form.get("id").isEmpty()) {
      return CompletableFuture.completedFuture(refused(WinicCode.WRONG_PARAMETER));
    }
    if (numbers.size() > most) {
      return CompletableFuture.completedFuture(refused(WinicCode.TOO_MANY_NUMBERS));
    }
    return service.send(
        form.login("id", "pwd"),
        new Sending(numbers, form.get("content"), "", "", form.get("time"), raw));
  }

  private static Winic.HttpSend refused(WinicCode code) {
    return new Winic.HttpSend(
        code.code(),
        OptionalInt.of(0),
        Optional.of(BigDecimal.ZERO),
        Optional.of(BigDecimal.ZERO),
        Optional.empty());
  }

  private static Map<String, Operation<WinicService>> asmx() {
    return Map.of(
        "SendMessages",
        Operation.later(
            "uid pwd tos msg otime",
            (service, form, raw) -> send(service::send, form, raw, NO_EXTENSION)),
        "SendMessages_Ext",
        Operation.later(
            "uid pwd tos msg otime extno",
            (service, form, raw) -> send(service::send, form, raw, EXTENSION)),
        "SendInternationalMessages",
        Operation.later(
            "uid pwd tos msg otime",
            (service, form, raw) -> send(service::sendAbroad, form, raw, NO_EXTENSION)),
        "GET_SMS_MO",
        Operation.of(
            "uid pwd IDtype",
            (service, form, raw) -> replies(service, form, Optional.of(form.get("IDtype")))),
        "GET_SMS_MO_Ext",
        Operation.of("uid pwd", (service, form, raw) -> replies(service, form, Optional.empty())),
        "SMS_Reports",
        Operation.of("uid pwd", (service, form, raw) -> reports(service, form)),
        "GetUserInfo",
        Operation.of(
            "uid pwd",
            (service, form, raw) ->
                Operation.text(service.account(login(form)), WinicAccount::format)),
        "RegineUser_",
        Operation.of(
            "uid pwd agent_code co_name link_man mob",
            (service, form, raw) -> done(service.register(newAccount(form)))),
        "EditUserPwd",
        Operation.of(
            "uid pwd newpwd",
            (service, form, raw) -> done(service.changePassword(login(form), form.get("newpwd")))));
  }

  private interface Sender {
    CompletionStage<Winic.HttpSend> send(Login login, Sending sending);
  }

  private static CompletionStage<String> send(
      Sender sender, Form form, RawRequest raw, Pattern extension) {
    List<String> numbers = form.numbers("tos");
    if (numbers.isEmpty()
        || form.get("msg").isEmpty()
        || !extension.matcher(form.get("extno")).matches()) {
      return CompletableFuture.completedFuture(WinicCode.WRONG_PARAMETER.code());
    }
    return sender
        .send(
            login(form),
            new Sending(numbers, form.get("msg"), form.get("extno"), "", form.get("otime"), raw))
        .thenApply(sent -> sent.id().orElse(sent.code()));
  }

  private static String replies(WinicService service, Form form, Optional<String> port) {
    return Operation.text(
        service.replies(login(form), port),
        replies -> replies.isEmpty() ? NOTHING : WinicInbox.formatReplies(replies));
  }

  private static String reports(WinicService service, Form form) {
    return Operation.text(
        service.reports(login(form)),
        reports -> reports.isEmpty() ? NOTHING : WinicInbox.formatReports(reports));
  }

  private static String done(Answer<Winic.Done> answer) {
    return Operation.text(answer, done -> "000");
  }

  private static NewAccount newAccount(Form form) {
    return new NewAccount(
        login(form),
        form.get("agent_code"),
        form.get("co_name"),
        form.get("link_man"),
        form.get("mob"));
  }

  private static Login login(Form form) {
    return form.login("uid", "pwd");
  }
}
