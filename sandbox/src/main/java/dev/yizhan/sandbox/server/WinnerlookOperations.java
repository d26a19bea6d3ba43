package dev.yizhan.sandbox.server;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.answer.Answer;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.codec.code.WinnerlookCode;
import jakarta.servlet.http.HttpServlet;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** winnerlook's trigger service (document 5). */
public final class WinnerlookOperations {

  private static final String UNREADABLE = WinnerlookCode.WRONG_PARAMETER.code();

  private static final int BATCH = 50;
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{0,16}");
  private static final Pattern CUSTOMER_UUID = Pattern.compile(".{0,60}");
  private static final Pattern TYPE = Pattern.compile("[0-9]*");

  /** The pairs that clients use (vendor-rules §§0, 8). */
  private static final IndividualTexts SEPARATORS = IndividualTexts.of("|~|", "|-|");

  private static final String OTHER_INSIDE = "|!|";
  private static final IndividualTexts OTHER_SEPARATORS = IndividualTexts.of(OTHER_INSIDE, "|^|");

  private final WinnerlookService service;

  private WinnerlookOperations(WinnerlookService service) {
    this.service = service;
  }

  /** The servlets, by path. */
  public static Map<String, HttpServlet> servlets(WinnerlookService service) {
    Map<String, Operation> operations = new WinnerlookOperations(service).all();
    Map<String, HttpServlet> servlets =
        new LinkedHashMap<>(
            VendorServlets.forms(
                VendorServlets.byPath("/winnerrxd/api/trigger/", operations, ""),
                FormDialect.strings(UNREADABLE)));
    servlets.put(
        "/winnerrxd/api/ws/trigger", VendorServlets.soap(operations, "winnerlook-trigger.wsdl"));
    return servlets;
  }

  private Map<String, Operation> all() {
    Map<String, Operation> all = new LinkedHashMap<>(sends());
    all.putAll(questions());
    return all;
  }

  private Map<String, Operation> sends() {
    return Map.of(
        "SendMsg",
        Operation.of(
            "userCode userPass DesNo Msg autograph customerUuid smsType",
            (form, raw) -> send(form, raw, 1)),
        "SendBatchMsg",
        Operation.of(
            "userCode userPass DesNo Msg autograph smsType", (form, raw) -> send(form, raw, BATCH)),
        "sendMsgExt",
        Operation.of(
            "userCode userPass DesNo Msg autograph ExeNo customerUuid smsType",
            (form, raw) -> send(form, raw, 1)),
        "sendMsgByEncrypt",
        Operation.of(
            "userCode submitInfo autograph",
            (form, raw) -> decrypted(form, inside -> send(inside, raw, 1))),
        "SendIndividualMsg",
        Operation.of("userCode userPass Msg smsType customerUuid", this::sendIndividually));
  }

  private Map<String, Operation> questions() {
    return Map.of(
        "GetBalanceConnect",
        Operation.of("userCode userPass", (form, raw) -> balance(form)),
        "GetMoConnect",
        Operation.of(
            "userCode userPass",
            (form, raw) -> replies(form, WinnerlookOperations::withoutRecipient)),
        "GetMo2Connect",
        Operation.of("userCode userPass", (form, raw) -> replies(form, UnaryOperator.identity())),
        "GetMo2ByEncrypt",
        Operation.of(
            "userCode submitInfo",
            (form, raw) ->
                decrypted(form, inside -> replies(inside, WinnerlookOperations::withoutRecipient))),
        "GetReportConnect",
        Operation.of(
            "userCode userPass batchNumber",
            (form, raw) -> reports(form, WinnerlookOperations::withoutTime)),
        "GetReport2Connect",
        Operation.of("userCode userPass", (form, raw) -> reports(form, UnaryOperator.identity())),
        "GetReport2ByEncrypt",
        Operation.of(
            "userCode submitInfo",
            (form, raw) -> decrypted(form, inside -> reports(inside, UnaryOperator.identity()))));
  }

  private String balance(Form form) {
    return Operation.text(service.balance(login(form)), BigDecimal::toPlainString);
  }

  private String replies(Form form, UnaryOperator<WinnerlookInbox.Reply> fields) {
    return Operation.text(
        service.replies(login(form)),
        replies -> WinnerlookInbox.formatReplies(replies.stream().map(fields).toList()));
  }

  private String reports(Form form, UnaryOperator<WinnerlookInbox.Report> fields) {
    return Operation.text(
        service.reports(login(form)),
        reports -> WinnerlookInbox.formatReports(reports.stream().map(fields).toList()));
  }

  private static WinnerlookInbox.Reply withoutRecipient(WinnerlookInbox.Reply reply) {
    return new WinnerlookInbox.Reply(
        reply.phone(), reply.content(), reply.time(), Optional.empty(), reply.customId());
  }

  private static WinnerlookInbox.Report withoutTime(WinnerlookInbox.Report report) {
    return new WinnerlookInbox.Report(
        report.batch(), report.phone(), report.status(), Optional.empty(), report.customId());
  }

  private String send(Form form, RawRequest raw, int most) {
    List<String> numbers = form.numbers("DesNo");
    if (numbers.isEmpty()
        || form.get("Msg").isEmpty()
        || !CUSTOMER_UUID.matcher(form.get("customerUuid")).matches()
        || !TYPE.matcher(form.get("smsType")).matches()) {
      return WinnerlookCode.WRONG_PARAMETER.code();
    }
    if (numbers.size() > most) {
      return WinnerlookCode.COUNT.code();
    }
    if (!EXTENSION.matcher(form.get("ExeNo")).matches()) {
      return WinnerlookCode.EXTENSION.code();
    }
    return Operation.text(
        service.send(
            login(form),
            new Sending(
                numbers, form.get("Msg"), form.get("ExeNo"), form.get("customerUuid"), raw)),
        id -> id);
  }

  private String sendIndividually(Form form, RawRequest raw) {
    List<IndividualTexts.Message> messages;
    try {
      String msg = form.get("Msg");
      messages = (msg.contains(OTHER_INSIDE) ? OTHER_SEPARATORS : SEPARATORS).read(msg);
    } catch (CodecException e) {
      return WinnerlookCode.TEXT_FORMAT.code();
    }
    if (messages.isEmpty() || messages.size() > BATCH) {
      return WinnerlookCode.COUNT.code();
    }
    List<Sending> sendings = new ArrayList<>();
    for (IndividualTexts.Message message : messages) {
      sendings.add(
          new Sending(
              List.of(message.number()), message.text(), "", form.get("customerUuid"), raw));
    }
    Answer<String> answer = service.sendAll(login(form), sendings);
    return Operation.text(answer, id -> id);
  }

  private String decrypted(Form form, Function<Form, String> operation) {
    Optional<SubmitInfo> encryption = service.encryption(form.get("userCode"));
    if (encryption.isEmpty()) {
      return WinnerlookCode.LOGIN_FAILED.code();
    }
    List<Parameter> inside = new ArrayList<>();
    inside.add(new Parameter("userCode", form.get("userCode")));
    try {
      inside.addAll(encryption.get().parameters(form.get("submitInfo")));
    } catch (CodecException e) {
      return WinnerlookCode.DECRYPTION.code();
    }
    return operation.apply(Form.of(inside));
  }

  private static Login login(Form form) {
    return form.login("userCode", "userPass");
  }
}
