package dev.yizhan.sandbox.server;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.IndividualTexts;
import dev.yizhan.codec.Parameter;
import dev.yizhan.codec.SubmitInfoKey;
import dev.yizhan.codec.answer.WinnerlookInbox;
import dev.yizhan.codec.code.WinnerlookCode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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

  /** The pages and the SOAP service. */
  public static final Protocol<WinnerlookService> PROTOCOL =
      Protocol.forms(
              Protocol.byPath("/winnerrxd/api/trigger/", all(), ""),
              FormDialect.strings(UNREADABLE))
          .and(Protocol.soap("/winnerrxd/api/ws/trigger", all(), "winnerlook-trigger.wsdl"));

  private WinnerlookOperations() {}

  private static Map<String, Operation<WinnerlookService>> all() {
    Map<String, Operation<WinnerlookService>> all = new LinkedHashMap<>(sends());
    all.putAll(questions());
    return all;
  }

  private static Map<String, Operation<WinnerlookService>> sends() {
    return Map.of(
        "SendMsg",
        Operation.later(
            "userCode userPass DesNo Msg autograph customerUuid smsType",
            (service, form, raw) -> send(service, form, raw, 1)),
        "SendBatchMsg",
        Operation.later(
            "userCode userPass DesNo Msg autograph smsType",
            (service, form, raw) -> send(service, form, raw, BATCH)),
        "sendMsgExt",
        Operation.later(
            "userCode userPass DesNo Msg autograph ExeNo customerUuid smsType",
            (service, form, raw) -> send(service, form, raw, 1)),
        "sendMsgByEncrypt",
        Operation.later(
            "userCode submitInfo autograph",
            (service, form, raw) ->
                decrypted(
                    service,
                    form,
                    code -> CompletableFuture.completedFuture(code),
                    inside -> send(service, inside, raw, 1))),
        "SendIndividualMsg",
        Operation.later(
            "userCode userPass Msg smsType customerUuid", WinnerlookOperations::sendIndividually));
  }

  private static Map<String, Operation<WinnerlookService>> questions() {
    return Map.of(
        "GetBalanceConnect",
        Operation.of("userCode userPass", (service, form, raw) -> balance(service, form)),
        "GetMoConnect",
        Operation.of(
            "userCode userPass",
            (service, form, raw) -> replies(service, form, WinnerlookOperations::withoutRecipient)),
        "GetMo2Connect",
        Operation.of(
            "userCode userPass",
            (service, form, raw) -> replies(service, form, UnaryOperator.identity())),
        "GetMo2ByEncrypt",
        Operation.of(
            "userCode submitInfo",
            (service, form, raw) ->
                decrypted(
                    service,
                    form,
                    code -> code,
                    inside -> replies(service, inside, WinnerlookOperations::withoutRecipient))),
        "GetReportConnect",
        Operation.of(
            "userCode userPass batchNumber",
            (service, form, raw) -> reports(service, form, WinnerlookOperations::withoutTime)),
        "GetReport2Connect",
        Operation.of(
            "userCode userPass",
            (service, form, raw) -> reports(service, form, UnaryOperator.identity())),
        "GetReport2ByEncrypt",
        Operation.of(
            "userCode submitInfo",
            (service, form, raw) ->
                decrypted(
                    service,
                    form,
                    code -> code,
                    inside -> reports(service, inside, UnaryOperator.identity()))));
  }

  private static String balance(WinnerlookService service, Form form) {
    return Operation.text(service.balance(login(form)), BigDecimal::toPlainString);
  }

  private static String replies(
      WinnerlookService service, Form form, UnaryOperator<WinnerlookInbox.Reply> fields) {
    return Operation.text(
        service.replies(login(form)),
        replies -> WinnerlookInbox.formatReplies(replies.stream().map(fields).toList()));
  }

  private static String reports(
      WinnerlookService service, Form form, UnaryOperator<WinnerlookInbox.Report> fields) {
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

  private static CompletionStage<String> send(
      WinnerlookService service, Form form, RawRequest raw, int most) {
    List<String> numbers = form.numbers("DesNo");
    return refusal(form, numbers.size(), most)
        .<CompletionStage<String>>map(code -> CompletableFuture.completedFuture(code.code()))
        .orElseGet(
            () ->
                service
                    .send(
                        login(form),
                        new Sending(
                            numbers,
                            form.get("Msg"),
                            form.get("ExeNo"),
                            form.get("customerUuid"),
                            "",
                            raw))
                    .thenApply(answer -> Operation.text(answer, id -> id)));
  }

  private static Optional<WinnerlookCode> refusal(Form form, int numbers, int most) {
    if (numbers == 0
        || form.get("Msg").isEmpty()
        || !CUSTOMER_UUID.matcher(form.get("customerUuid")).matches()
        || !TYPE.matcher(form.get("smsType")).matches()) {
      return Optional.of(WinnerlookCode.WRONG_PARAMETER);
    }
    if (numbers > most) {
      return Optional.of(WinnerlookCode.COUNT);
    }
    return EXTENSION.matcher(form.get("ExeNo")).matches()
        ? Optional.empty()
        : Optional.of(WinnerlookCode.EXTENSION);
  }

  private static CompletionStage<String> sendIndividually(
      WinnerlookService service, Form form, RawRequest raw) {
    List<IndividualTexts.Message> messages;
    try {
      String msg = form.get("Msg");
      messages = (msg.contains(OTHER_INSIDE) ? OTHER_SEPARATORS : SEPARATORS).read(msg);
    } catch (CodecException e) {
      return CompletableFuture.completedFuture(WinnerlookCode.TEXT_FORMAT.code());
    }
    if (messages.isEmpty() || messages.size() > BATCH) {
      return CompletableFuture.completedFuture(WinnerlookCode.COUNT.code());
    }
    List<Sending> sendings = new ArrayList<>();
    for (IndividualTexts.Message message : messages) {
      sendings.add(
          new Sending(
              List.of(message.number()), message.text(), "", form.get("customerUuid"), "", raw));
    }
    return service
        .sendAll(login(form), sendings)
        .thenApply(answer -> Operation.text(answer, id -> id));
  }

  private static <T> T decrypted(
      WinnerlookService service,
      Form form,
      Function<String, T> refused,
      Function<Form, T> operation) {
    Optional<SubmitInfoKey> key = service.key(form.get("userCode"));
    if (key.isEmpty()) {
      return refused.apply(WinnerlookCode.LOGIN_FAILED.code());
    }
    List<Parameter> inside = new ArrayList<>();
    inside.add(new Parameter("userCode", form.get("userCode")));
    try {
      inside.addAll(key.get().parameters(form.get("submitInfo")));
    } catch (CodecException e) {
      return refused.apply(WinnerlookCode.DECRYPTION.code());
    }
    return operation.apply(Form.of(inside));
  }

  private static Login login(Form form) {
    return form.login("userCode", "userPass");
  }
}
