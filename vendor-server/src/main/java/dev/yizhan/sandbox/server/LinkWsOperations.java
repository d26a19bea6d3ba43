package dev.yizhan.sandbox.server;

import dev.yizhan.codec.code.LinkWsBalanceCode;
import dev.yizhan.codec.code.LinkWsSendCode;
import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;

/** LinkWS (document 4): the asmx service and the pages. */
public final class LinkWsOperations {

  private static final String UNREADABLE = LinkWsSendCode.OTHER_ERROR.code();

  private static final Pattern MD5 = Pattern.compile("[0-9a-fA-F]{32}");
  private static final Pattern EXTENSION = Pattern.compile("[0-9]*");
  private static final Pattern TIME = Pattern.compile("(?:[0-9]{14})?");
  private static final Pattern SIGNED = Pattern.compile("【[^【】]+】\\z");
  private static final int LONGEST_TEXT = 300;

  /** The asmx service and the pages. */
  public static final Protocol<LinkWsService> PROTOCOL =
      Protocol.forms(Protocol.byPath("/sdk2/", all(), ".aspx"), FormDialect.pages(UNREADABLE))
          .and(
              Protocol.asmx(
                  "/sdk2/LinkWS.asmx", all(), "linkws.wsdl", FormDialect.asmx(UNREADABLE)));

  private LinkWsOperations() {}

  private static Map<String, Operation<LinkWsService>> all() {
    return Map.of(
        "IntlSend",
        Operation.later("CorpID Pwd Mobile Content Cell SendTime", LinkWsOperations::send),
        "GetBalance",
        Operation.of("CorpID Pwd", (service, form, raw) -> balance(service, form)));
  }

  private static CompletionStage<String> send(LinkWsService service, Form form, RawRequest raw) {
    return refusal(form)
        .<CompletionStage<String>>map(code -> CompletableFuture.completedFuture(code.code()))
        .orElseGet(
            () ->
                service
                    .send(
                        form.login("CorpID", "Pwd"),
                        new Sending(
                            form.numbers("Mobile"),
                            form.get("Content"),
                            form.get("Cell"),
                            "",
                            form.get("SendTime"),
                            raw))
                    .thenApply(answer -> Operation.text(answer, id -> id)));
  }

  private static Optional<LinkWsSendCode> refusal(Form form) {
    return loginRefusal(form).or(() -> messageRefusal(form));
  }

  private static Optional<LinkWsSendCode> loginRefusal(Form form) {
    if (form.get("CorpID").isEmpty()) {
      return Optional.of(LinkWsSendCode.NO_ACCOUNT);
    }
    if (form.get("Pwd").isEmpty()) {
      return Optional.of(LinkWsSendCode.NO_PASSWORD);
    }
    return MD5.matcher(form.get("Pwd")).matches()
        ? Optional.empty()
        : Optional.of(LinkWsSendCode.PASSWORD_FORM);
  }

  private static Optional<LinkWsSendCode> messageRefusal(Form form) {
    String text = form.get("Content");
    if (form.numbers("Mobile").isEmpty()) {
      return Optional.of(LinkWsSendCode.NO_NUMBER);
    }
    if (text.isEmpty()) {
      return Optional.of(LinkWsSendCode.NO_TEXT);
    }
    if (text.length() > LONGEST_TEXT) {
      return Optional.of(LinkWsSendCode.TEXT_LENGTH);
    }
    if (!SIGNED.matcher(text).find()) {
      return Optional.of(LinkWsSendCode.NO_SIGNATURE);
    }
    if (!TIME.matcher(form.get("SendTime")).matches()) {
      return Optional.of(LinkWsSendCode.TIME_FORMAT);
    }
    return EXTENSION.matcher(form.get("Cell")).matches()
        ? Optional.empty()
        : Optional.of(LinkWsSendCode.OTHER_ERROR);
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
