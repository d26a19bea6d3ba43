package dev.yizhan.sandbox.server;

import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.codec.code.LinkWsSendCode;
import jakarta.servlet.http.HttpServlet;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** LinkWS (document 4): the asmx service and the pages. */
public final class LinkWsOperations {

  private static final String UNREADABLE = LinkWsSendCode.OTHER_ERROR.code();

  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern EXTENSION = Pattern.compile("[0-9]*");
  private static final Pattern TIME = Pattern.compile("(?:[0-9]{14})?");
  private static final Pattern SIGNED = Pattern.compile("【[^【】]+】\\z");
  private static final int LONGEST_TEXT = 300;

  private LinkWsOperations() {}

  /** The servlets, by path. */
  public static Map<String, HttpServlet> servlets(LinkWsService service) {
    Map<String, Operation> operations = all(service);
    Map<String, HttpServlet> servlets =
        new LinkedHashMap<>(
            VendorServlets.forms(
                VendorServlets.byPath("/sdk2/", operations, ".aspx"),
                FormDialect.pages(UNREADABLE)));
    servlets.put("/sdk2/LinkWS.asmx/*", VendorServlets.asmx(operations, "linkws.wsdl", UNREADABLE));
    return servlets;
  }

  private static Map<String, Operation> all(LinkWsService service) {
    return Map.of(
        "IntlSend",
        Operation.of(
            "CorpID Pwd Mobile Content Cell SendTime", (form, raw) -> send(service, form, raw)),
        "GetBalance",
        Operation.of("CorpID Pwd", (form, raw) -> balance(service, form)));
  }

  private static String send(LinkWsService service, Form form, RawRequest raw) {
    List<String> numbers = form.numbers("Mobile");
    String text = form.get("Content");
    if (form.get("CorpID").isEmpty()) {
      return LinkWsSendCode.NO_ACCOUNT.code();
    }
    if (form.get("Pwd").isEmpty()) {
      return LinkWsSendCode.NO_PASSWORD.code();
    }
    if (!MD5.matcher(form.get("Pwd")).matches()) {
      return LinkWsSendCode.PASSWORD_FORM.code();
    }
    if (numbers.isEmpty()) {
      return LinkWsSendCode.NO_NUMBER.code();
    }
    if (text.isEmpty()) {
      return LinkWsSendCode.NO_TEXT.code();
    }
    if (text.length() > LONGEST_TEXT) {
      return LinkWsSendCode.TEXT_LENGTH.code();
    }
    if (!SIGNED.matcher(text).find()) {
      return LinkWsSendCode.NO_SIGNATURE.code();
    }
    if (!TIME.matcher(form.get("SendTime")).matches()) {
      return LinkWsSendCode.TIME_FORMAT.code();
    }
    if (!EXTENSION.matcher(form.get("Cell")).matches()) {
      return LinkWsSendCode.OTHER_ERROR.code();
    }
    return Operation.text(
        service.send(
            form.login("CorpID", "Pwd"), new Sending(numbers, text, form.get("Cell"), "", raw)),
        id -> id);
  }

  private static String balance(LinkWsService service, Form form) {
    if (form.get("CorpID").isEmpty()) {
      return LinkWsBalanceCode.NO_ACCOUNT.code();
    }
    if (form.get("Pwd").isEmpty()) {
      return LinkWsBalanceCode.NO_PASSWORD.code();
    }
    return Operation.text(service.balance(form.login("CorpID", "Pwd")), BigDecimal::toPlainString);
  }
}
