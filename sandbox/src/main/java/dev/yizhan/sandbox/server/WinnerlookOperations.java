package dev.yizhan.sandbox.server;

import static java.util.Map.entry;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.SubmitInfo;
import dev.yizhan.codec.WinnerlookCode;
import dev.yizhan.codec.WinnerlookInbox;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;

/** What winnerlook's trigger service takes and answers (document 5). */
final class WinnerlookOperations {

  static final String UNREADABLE = WinnerlookCode.WRONG_PARAMETER.code();

  private static final int BATCH = 50;
  private static final Pattern EXTENSION = Pattern.compile("[0-9]{0,16}");
  private static final Pattern CUSTOMER_UUID = Pattern.compile(".{0,60}");
  private static final Pattern TYPE = Pattern.compile("[0-9]*");
  private static final IndividualTexts SEPARATORS = IndividualTexts.of("|~|", "|-|");

  private WinnerlookOperations() {}

  static Map<String, Operation> all(WinnerlookService service) {
    return Map.ofEntries(
        entry(
            "GetBalanceConnect",
            Operation.of(
                "userCode userPass",
                (form, raw) ->
                    Operation.text(service.balance(login(form)), BigDecimal::toPlainString))),
        entry(
            "SendMsg",
            Operation.of(
                "userCode userPass DesNo Msg autograph customerUuid smsType",
                (form, raw) -> send(service, login(form), form, raw, 1))),
        entry(
            "SendBatchMsg",
            Operation.of(
                "userCode userPass DesNo Msg autograph smsType",
                (form, raw) -> send(service, login(form), form, raw, BATCH))),
        entry(
            "sendMsgExt",
            Operation.of(
                "userCode userPass DesNo Msg autograph ExeNo customerUuid smsType",
                (form, raw) -> send(service, login(form), form, raw, 1))),
        entry(
            "sendMsgByEncrypt",
            Operation.of(
                "userCode submitInfo autograph",
                (form, raw) ->
                    decrypted(
                        service,
                        form,
                        inside ->
                            send(service, inside.login("userCode", "userPass"), inside, raw, 1)))),
        entry(
            "SendIndividualMsg",
            Operation.of(
                "userCode userPass Msg smsType customerUuid",
                (form, raw) -> sendIndividually(service, form, raw))),
        entry("GetMoConnect", replies(service, WinnerlookOperations::withoutSender)),
        entry("GetMo2Connect", replies(service, Function.identity())),
        entry(
            "GetMo2ByEncrypt",
            Operation.of(
                "userCode submitInfo",
                (form, raw) ->
                    decrypted(
                        service,
                        form,
                        inside ->
                            Operation.text(
                                service.replies(login(inside)),
                                replies ->
                                    WinnerlookInbox.formatReplies(
                                        replies.stream()
                                            .map(WinnerlookOperations::withoutSender)
                                            .toList()))))),
        entry(
            "GetReportConnect",
            Operation.of(
                "userCode userPass batchNumber",
                (form, raw) ->
                    Operation.text(
                        service.reports(login(form)),
                        reports ->
                            WinnerlookInbox.formatReports(
                                reports.stream()
                                    .map(WinnerlookOperations::withoutTime)
                                    .toList())))),
        entry(
            "GetReport2Connect",
            Operation.of(
                "userCode userPass",
                (form, raw) ->
                    Operation.text(service.reports(login(form)), WinnerlookInbox::formatReports))),
        entry(
            "GetReport2ByEncrypt",
            Operation.of(
                "userCode submitInfo",
                (form, raw) ->
                    decrypted(
                        service,
                        form,
                        inside ->
                            Operation.text(
                                service.reports(login(inside)), WinnerlookInbox::formatReports)))));
  }

  private static Operation replies(
      WinnerlookService service, Function<WinnerlookInbox.Reply, WinnerlookInbox.Reply> form) {
    return Operation.of(
        "userCode userPass",
        (parameters, raw) ->
            Operation.text(
                service.replies(login(parameters)),
                replies -> WinnerlookInbox.formatReplies(replies.stream().map(form).toList())));
  }

  private static WinnerlookInbox.Reply withoutSender(WinnerlookInbox.Reply reply) {
    return new WinnerlookInbox.Reply(
        reply.phone(), reply.content(), reply.time(), Optional.empty(), reply.customId());
  }

  private static WinnerlookInbox.Report withoutTime(WinnerlookInbox.Report report) {
    return new WinnerlookInbox.Report(
        report.batch(), report.phone(), report.status(), Optional.empty(), report.customId());
  }

  private static String send(
      WinnerlookService service, Login login, Form form, RawRequest raw, int most) {
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
            login,
            new Sending(
                numbers, form.get("Msg"), form.get("ExeNo"), form.get("customerUuid"), raw)),
        id -> id);
  }

  private static String sendIndividually(WinnerlookService service, Form form, RawRequest raw) {
    List<IndividualTexts.Message> messages;
    try {
      messages = SEPARATORS.read(form.get("Msg"));
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

  private static String decrypted(
      WinnerlookService service, Form form, Function<Form, String> operation) {
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
