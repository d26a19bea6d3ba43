package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.Winic;
import dev.yizhan.codec.WinicCode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** winic's two ASP pages, in GB2312 (document 1). */
public final class WinicHttpServlet extends HttpServlet {

  /** Where the vendor has them. */
  public static final List<String> PATHS =
      List.of("/sys_port/gateway/index.asp", "/webservice/public/remoney.asp");

  private static final long serialVersionUID = 1L;
  private static final FormEncoding ENCODING = FormEncoding.GB2312;
  private static final int MOST_NUMBERS_BY_GET = 100;
  private static final int MOST_NUMBERS_BY_POST = 5000;

  private final transient WinicService service;

  /**
   * Speaks for a service.
   *
   * @param service what stands behind the pages
   */
  public WinicHttpServlet(WinicService service) {
    this.service = service;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RawRequest raw = RawRequest.of(request);
    byte[] answer = ENCODING.bytes(answer(raw));
    response.setContentType("text/html; Charset=gb2312");
    response.setContentLength(answer.length);
    response.getOutputStream().write(answer);
  }

  private String answer(RawRequest raw) {
    boolean send = raw.target().startsWith(PATHS.get(0));
    try {
      Form form = Form.of(raw, ENCODING);
      return send ? send(raw, form).format() : balance(form);
    } catch (CodecException e) {
      return WinicCode.CONTENT_ENCODING.code();
    }
  }

  private Winic.HttpSend send(RawRequest raw, Form form) {
    List<String> numbers = form.numbers("to");
    int most = raw.method().equals("GET") ? MOST_NUMBERS_BY_GET : MOST_NUMBERS_BY_POST;
    if (numbers.isEmpty() || form.get("content").isEmpty() || form.get("id").isEmpty()) {
      return refused(WinicCode.WRONG_PARAMETER);
    }
    if (numbers.size() > most) {
      return refused(WinicCode.TOO_MANY_NUMBERS);
    }
    return service.send(
        new Login(form.get("id"), form.get("pwd")), new Sending(numbers, form.get("content"), raw));
  }

  private String balance(Form form) {
    Answer<BigDecimal> balance = service.balance(new Login(form.get("uid"), form.get("pwd")));
    return balance instanceof Answer.Given<BigDecimal> amount
        ? Winic.format(amount.value())
        : ((Answer.Refused<BigDecimal>) balance).code().code();
  }

  private static Winic.HttpSend refused(WinicCode code) {
    return new Winic.HttpSend(
        code.code(),
        OptionalInt.of(0),
        Optional.of(BigDecimal.ZERO),
        Optional.of(BigDecimal.ZERO),
        Optional.empty());
  }
}
