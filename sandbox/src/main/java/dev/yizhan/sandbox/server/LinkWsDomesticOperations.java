package dev.yizhan.sandbox.server;

import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.answer.LinkWsDomesticInbox;
import dev.yizhan.codec.code.LinkWsDomesticCode;
import jakarta.servlet.http.HttpServlet;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private LinkWsDomesticOperations() {}

  /** The servlets, by path. */
  public static Map<String, HttpServlet> servlets(LinkWsDomesticService service) {
    Map<String, Operation> operations = all(service);
    Map<String, HttpServlet> servlets =
        new LinkedHashMap<>(
            VendorServlets.forms(
                VendorServlets.byPath("/sdk2/", operations, ".aspx"),
                FormDialect.pages(UNREADABLE)));
    servlets.putAll(
        VendorServlets.forms(
            VendorServlets.byPath("/sdk2/utf8/", operations, ".aspx"), utf8Pages()));
    servlets.put(
        "/sdk2/LinkWS.asmx/*",
        VendorServlets.asmx(operations, "linkws-domestic.wsdl", numbersAsInts()));
    return servlets;
  }

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

  private static Map<String, Operation> all(LinkWsDomesticService service) {
    return Map.of(
        "BatchSend2",
        Operation.of(
            "CorpID Pwd Mobile Content Cell SendTime", (form, raw) -> send(service, form, raw)),
        "Get",
        Operation.of(
            "CorpID Pwd",
            (form, raw) ->
                noLogin(form)
                    .orElseGet(
                        () ->
                            Operation.text(
                                service.replies(login(form)), LinkWsDomesticInbox::formatReplies))),
        "GetReportSMS",
        Operation.of(
            "CorpID Pwd",
            (form, raw) ->
                noLogin(form)
                    .orElseGet(
                        () ->
                            Operation.text(
                                service.reports(login(form)), LinkWsDomesticInbox::formatReports))),
        "SelSum",
        Operation.of(
            "CorpID Pwd",
            (form, raw) ->
                noLogin(form)
                    .orElseGet(
                        () ->
                            Operation.text(
                                service.balance(login(form)), BigDecimal::toPlainString))));
  }

  private static String send(LinkWsDomesticService service, Form form, RawRequest raw) {
    return noLogin(form)
        .or(() -> refusal(form))
        .orElseGet(
            () ->
                Operation.text(
                    service.send(
                        login(form),
                        new Sending(
                            form.numbers("Mobile"),
                            form.get("Content"),
                            form.get("Cell"),
                            "",
                            raw)),
                    id -> id));
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
