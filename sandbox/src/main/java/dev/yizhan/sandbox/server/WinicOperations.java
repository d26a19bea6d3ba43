package dev.yizhan.sandbox.server;

import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.Winic;
import dev.yizhan.codec.answer.WinicAccount;
import dev.yizhan.codec.answer.WinicInbox;
import dev.yizhan.codec.code.WinicCode;
import jakarta.servlet.http.HttpServlet;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** winic's HTTP service (document 1) and its asmx service (document 2). */
public final class WinicOperations {

  private static final String UNREADABLE = WinicCode.CONTENT_ENCODING.code();

  private static final String NOTHING = "Null";
  private static final int MOST_NUMBERS_BY_GET = 100;
  private static final int MOST_NUMBERS_BY_POST = 5000;
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{1,10}");
  private static final Pattern NO_EXTENSION = Pattern.compile("");

  private final WinicService service;

  private WinicOperations(WinicService service) {
    this.service = service;
  }

  /** The servlets of the HTTP service, by path. */
  public static Map<String, HttpServlet> httpServlets(WinicService service) {
    return VendorServlets.forms(
        new WinicOperations(service).pages(), FormDialect.pages(UNREADABLE));
  }

  /** The servlet of the asmx service, by path. */
  public static Map<String, HttpServlet> asmxServlets(WinicService service) {
    return Map.of(
        "/service.asmx/*",
        VendorServlets.asmx(new WinicOperations(service).asmx(), "winic-service.wsdl", UNREADABLE));
  }

  private Map<String, Operation> pages() {
    return Map.of(
        "/sys_port/gateway/index.asp",
        Operation.of("id pwd to content time", (form, raw) -> sendByPage(form, raw).format()),
        "/webservice/public/remoney.asp",
        Operation.of(
            "uid pwd", (form, raw) -> Operation.text(service.balance(login(form)), Winic::format)));
  }

  private Winic.HttpSend sendByPage(Form form, RawRequest raw) {
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

  private Map<String, Operation> asmx() {
    return Map.of(
        "SendMessages",
        Operation.of(
            "uid pwd tos msg otime", (form, raw) -> send(service::send, form, raw, NO_EXTENSION)),
        "SendMessages_Ext",
        Operation.of(
            "uid pwd tos msg otime extno",
            (form, raw) -> send(service::send, form, raw, EXTENSION)),
        "SendInternationalMessages",
        Operation.of(
            "uid pwd tos msg otime",
            (form, raw) -> send(service::sendAbroad, form, raw, NO_EXTENSION)),
        "GET_SMS_MO",
        Operation.of(
            "uid pwd IDtype", (form, raw) -> replies(form, Optional.of(form.get("IDtype")))),
        "GET_SMS_MO_Ext",
        Operation.of("uid pwd", (form, raw) -> replies(form, Optional.empty())),
        "SMS_Reports",
        Operation.of("uid pwd", (form, raw) -> reports(form)),
        "GetUserInfo",
        Operation.of(
            "uid pwd",
            (form, raw) -> Operation.text(service.account(login(form)), WinicAccount::format)),
        "RegineUser_",
        Operation.of(
            "uid pwd agent_code co_name link_man mob",
            (form, raw) -> done(service.register(login(form), form.get("agent_code")))),
        "EditUserPwd",
        Operation.of(
            "uid pwd newpwd",
            (form, raw) -> done(service.changePassword(login(form), form.get("newpwd")))));
  }

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

  private String replies(Form form, Optional<String> port) {
    return Operation.text(
        service.replies(login(form), port),
        replies -> replies.isEmpty() ? NOTHING : WinicInbox.formatReplies(replies));
  }

  private String reports(Form form) {
    return Operation.text(
        service.reports(login(form)),
        reports -> reports.isEmpty() ? NOTHING : WinicInbox.formatReports(reports));
  }

  private static String done(Answer<Winic.Done> answer) {
    return Operation.text(answer, done -> "000");
  }

  private static Login login(Form form) {
    return form.login("uid", "pwd");
  }
}
