package dev.yizhan.sandbox.server;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import dev.yizhan.codec.code.LinkWsDomesticCode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * LinkWS's domestic interface (vendor-rules §8, source W): the asmx service, the pages in GB2312,
 * and those in UTF-8.
 */
public final class LinkWsDomesticOperations {

  private static final String UNREADABLE = LinkWsDomesticCode.OTHER_ERROR.code();

  private static final Pattern NUMBER = Pattern.compile("-?[0-9]+");
  private static final Pattern EXTENSION = Pattern.compile("[0-9]*");
  private static final Pattern TIME = Pattern.compile("(?:[0-9]{14})?");
  private static final Pattern SIGNED = Pattern.compile("【[^【】]+】\\z");
  private static final int LONGEST_TEXT = 300;
  private static final int MOST_NUMBERS = 500;

  /** The asmx service and both kinds of pages. */
  public static final Protocol<LinkWsDomesticService> PROTOCOL =
      Protocol.forms(Protocol.byPath("/sdk2/", all(), ".aspx"), FormDialect.pages(UNREADABLE))
          .and(Protocol.forms(Protocol.byPath("/sdk2/utf8/", all(), ".aspx"), utf8Pages()))
          .and(Protocol.asmx("/sdk2/LinkWS.asmx", all(), "linkws-domestic.wsdl", numbersAsInts()));

  private LinkWsDomesticOperations() {}

  private static FormDialect utf8Pages() {
    return new FormDialect(
        FormEncoding.UTF_8,
        "text/html; charset=utf-8",
        UnaryOperator.identity(),
        Optional.empty(),
        Form.Names.IN_ANY_CASE,
        UNREADABLE);
  }

  /** The vendor's operations return int or string. */
  private static FormDialect numbersAsInts() {
    FormDialect asmx = FormDialect.asmx(UNREADABLE);
    return new FormDialect(
        asmx.encoding(),
        asmx.contentType(),
        text ->
            NUMBER.matcher(text).matches()
                ? StringElement.wrap(text).replace("<string", "<int").replace("</string>", "</int>")
                : asmx.wrapped().apply(text),
        asmx.missing(),
        asmx.names(),
        asmx.unreadable());
  }

  private static Map<String, Operation<LinkWsDomesticService>> all() {
    return Map.of(
        "BatchSend2",
        Operation.later("CorpID Pwd Mobile Content Cell SendTime", LinkWsDomesticOperations::send),
        "Get",
        question(
            (service, login) ->
                Operation.text(service.replies(login), LinkWsDomesticInbox::formatReplies)),
        "GetReportSMS",
        question(
            (service, login) ->
                Operation.text(service.reports(login), LinkWsDomesticInbox::formatReports)),
        "SelSum",
        question(
            (service, login) -> Operation.text(service.balance(login), BigDecimal::toPlainString)));
  }

  private static Operation<LinkWsDomesticService> question(
      BiFunction<LinkWsDomesticService, Login, String> answer) {
    return Operation.of(
        "CorpID Pwd",
        (service, form, raw) -> noLogin(form).orElseGet(() -> answer.apply(service, login(form))));
  }

  private static CompletionStage<String> send(
      LinkWsDomesticService service, Form form, RawRequest raw) {
    return noLogin(form)
        .or(() -> refusal(form))
        .<CompletionStage<String>>map(CompletableFuture::completedFuture)
        .orElseGet(
            () ->
                service
                    .send(
                        login(form),
                        new Sending(
                            form.numbers("Mobile"),
                            form.get("Content"),
                            form.get("Cell"),
                            "",
                            form.get("SendTime"),
                            raw))
                    .thenApply(answer -> Operation.text(answer, id -> id)));
  }

  private static Optional<String> noLogin(Form form) {
    if (form.get("CorpID").isEmpty()) {
      return Optional.of(LinkWsDomesticCode.NO_ACCOUNT.code());
    }
    return form.get("Pwd").isEmpty()
        ? Optional.of(LinkWsDomesticCode.NO_PASSWORD.code())
        : Optional.empty();
  }

  private static Optional<String> refusal(Form form) {
    List<String> numbers = form.numbers("Mobile");
    String text = form.get("Content");
    if (numbers.isEmpty()) {
      return Optional.of(LinkWsDomesticCode.NO_NUMBER.code());
    }
    if (text.isEmpty()) {
      return Optional.of(LinkWsDomesticCode.NO_TEXT.code());
    }
    if (text.length() > LONGEST_TEXT) {
      return Optional.of(LinkWsDomesticCode.TEXT_LENGTH.code());
    }
    if (!SIGNED.matcher(text).find()) {
      return Optional.of(LinkWsDomesticCode.NO_SIGNATURE.code());
    }
    if (!TIME.matcher(form.get("SendTime")).matches()) {
      return Optional.of(LinkWsDomesticCode.TIME_FORMAT.code());
    }
    return numbers.size() > MOST_NUMBERS || !EXTENSION.matcher(form.get("Cell")).matches()
        ? Optional.of(LinkWsDomesticCode.OTHER_ERROR.code())
        : Optional.empty();
  }

  private static Login login(Form form) {
    return form.login("CorpID", "Pwd");
  }
}
