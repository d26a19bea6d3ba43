package dev.yizhan.sandbox.server;

import static java.util.Map.entry;

import dev.yizhan.codec.Winic;
import dev.yizhan.codec.WinicAccount;
import dev.yizhan.codec.WinicCode;
import dev.yizhan.codec.WinicInbox;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** What winic's services take and answer (documents 1 and 2). */
final class WinicOperations {

  static final String UNREADABLE = WinicCode.CONTENT_ENCODING.code();

  private static final int MOST_NUMBERS_BY_GET = 100;
  private static final int MOST_NUMBERS_BY_POST = 5000;
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,10}");
  private static final Pattern NO_EXTENSION = Pattern.compile("");

  private WinicOperations() {}

  static Map<String, Operation> pages(WinicService service) {
    return Map.of(
        "/sys_port/gateway/index.asp",
        Operation.of(
            "id pwd to content time", (form, raw) -> sendByPage(service, form, raw).format()),
        "/webservice/public/remoney.asp",
        Operation.of(
            "uid pwd",
            (form, raw) ->
                Operation.text(service.balance(form.login("uid", "pwd")), Winic::format)));
  }

  private static Winic.HttpSend sendByPage(WinicService service, Form form, RawRequest raw) {
    List<String> numbers = form.numbers("to");
    int most = raw.method().equals("GET") ? MOST_NUMBERS_BY_GET : MOST_NUMBERS_BY_POST;
    if (numbers.isEmpty() || form.get("content").isEmpty() || form.get("id").isEmpty()) {
      return refused(WinicCode.WRONG_PARAMETER);
    }
    if (numbers.size() > most) {
      return refused(WinicCode.TOO_MANY_NUMBERS);
    }
    return service.send(form.login("id", "pwd"), new Sending(numbers, form.get("content"), raw));
  }

  private static Winic.HttpSend refused(WinicCode code) {
    return new Winic.HttpSend(
        code.code(),
        OptionalInt.of(0),
        Optional.of(BigDecimal.ZERO),
        Optional.of(BigDecimal.ZERO),
        Optional.empty());
  }

  static Map<String, Operation> asmx(WinicService service) {
    return Map.ofEntries(
        entry(
            "SendMessages",
            Operation.of(
                "uid pwd tos msg otime",
                (form, raw) -> send(service::send, form, raw, NO_EXTENSION))),
        entry(
            "SendMessages_Ext",
            Operation.of(
                "uid pwd tos msg otime extno",
                (form, raw) -> send(service::send, form, raw, EXTENSION))),
        entry(
            "SendInternationalMessages",
            Operation.of(
                "uid pwd tos msg otime",
                (form, raw) -> send(service::sendAbroad, form, raw, NO_EXTENSION))),
        entry(
            "GET_SMS_MO",
            Operation.of(
                "uid pwd IDtype",
                (form, raw) ->
                    Operation.text(
                        service.replies(login(form), Optional.of(form.get("IDtype"))),
                        WinicOperations::replies))),
        entry(
            "GET_SMS_MO_Ext",
            Operation.of(
                "uid pwd",
                (form, raw) ->
                    Operation.text(
                        service.replies(login(form), Optional.empty()), WinicOperations::replies))),
        entry(
            "SMS_Reports",
            Operation.of(
                "uid pwd",
                (form, raw) ->
                    Operation.text(
                        service.reports(login(form)),
                        reports ->
                            reports.isEmpty() ? "Null" : WinicInbox.formatReports(reports)))),
        entry(
            "GetUserInfo",
            Operation.of(
                "uid pwd",
                (form, raw) -> Operation.text(service.account(login(form)), WinicAccount::format))),
        entry(
            "RegineUser_",
            Operation.of(
                "uid pwd agent_code co_name link_man mob",
                (form, raw) ->
                    Operation.text(
                        service.register(login(form), form.get("agent_code")), done -> "000"))),
        entry(
            "EditUserPwd",
            Operation.of(
                "uid pwd newpwd",
                (form, raw) ->
                    Operation.text(
                        service.changePassword(login(form), form.get("newpwd")), done -> "000"))));
  }

  /** Takes a message. */
  private interface Sender {
    Winic.HttpSend send(Login login, Sending sending);
  }

  private static String send(Sender sender, Form form, RawRequest raw, Pattern extension) {
    List<String> numbers = form.numbers("tos");
    if (numbers.isEmpty()
        || form.get("msg").isEmpty()
        || !extension.matcher(form.get("extno")).matches()) {
      return WinicCode.WRONG_PARAMETER.code();
    }
    Winic.HttpSend sent =
        sender.send(login(form), new Sending(numbers, form.get("msg"), form.get("extno"), "", raw));
    return sent.id().orElse(sent.code());
  }

  private static String replies(List<WinicInbox.Reply> replies) {
    return replies.isEmpty() ? "Null" : WinicInbox.formatReplies(replies);
  }

  private static Login login(Form form) {
    return form.login("uid", "pwd");
  }
}
