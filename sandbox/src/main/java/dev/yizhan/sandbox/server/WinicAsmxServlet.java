package dev.yizhan.sandbox.server;

import dev.yizhan.codec.Answer;
import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.StringElement;
import dev.yizhan.codec.Winic;
import dev.yizhan.codec.WinicCode;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** winic's asmx service over plain HTTP, in UTF-8 (document 2): sends and the account. */
public final class WinicAsmxServlet extends HttpServlet {

  /** Where the vendor has it. */
  public static final String PATH = "/service.asmx/*";

  private static final long serialVersionUID = 1L;
  private static final FormEncoding ENCODING = FormEncoding.UTF_8;

  /** The operations and their parameters, all of which must be there, empty or not. */
  private static final Map<String, List<String>> OPERATIONS =
      Map.of(
          "SendMessages", List.of("uid", "pwd", "tos", "msg", "otime"),
          "SendMessages_Ext", List.of("uid", "pwd", "tos", "msg", "otime", "extno"),
          "SendInternationalMessages", List.of("uid", "pwd", "tos", "msg", "otime"),
          "GetUserInfo", List.of("uid", "pwd"));

  private static final Pattern EXTENSION = Pattern.compile("[0-9]{0,10}");

  private final transient WinicService service;

  /**
   * Speaks for a service.
   *
   * @param service what stands behind the operations
   */
  public WinicAsmxServlet(WinicService service) {
    this.service = service;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RawRequest raw = RawRequest.of(request);
    String operation = operation(request);
    List<String> parameters = OPERATIONS.get(operation);
    if (parameters == null) {
      plain(response, operation + " Web Service method name is not valid.\r\n");
      return;
    }
    Form form;
    try {
      form = Form.of(raw, ENCODING);
    } catch (CodecException e) {
      answer(response, WinicCode.CONTENT_ENCODING.code());
      return;
    }
    for (String parameter : parameters) {
      if (form.find(parameter).isEmpty()) {
        plain(response, "Missing parameter: " + parameter + ".\r\n");
        return;
      }
    }
    answer(response, operation.startsWith("Send") ? send(raw, form) : account(form));
  }

  private static String operation(HttpServletRequest request) {
    String path = request.getPathInfo();
    return path == null ? "" : path.substring(1);
  }

  private String send(RawRequest raw, Form form) {
    List<String> numbers = form.numbers("tos");
    if (numbers.isEmpty()
        || form.get("msg").isEmpty()
        || !EXTENSION.matcher(form.get("extno")).matches()) {
      return WinicCode.WRONG_PARAMETER.code();
    }
    Sending sending = new Sending(numbers, form.get("msg"), raw);
    Winic.HttpSend sent =
        raw.target().contains("/SendInternationalMessages")
            ? service.sendAbroad(login(form), sending)
            : service.send(login(form), sending);
    return sent.id().orElse(sent.code());
  }

  private String account(Form form) {
    Answer<Winic.Account> account = service.account(login(form));
    return account instanceof Answer.Given<Winic.Account> given
        ? given.value().format()
        : ((Answer.Refused<Winic.Account>) account).code().code();
  }

  private static Login login(Form form) {
    return new Login(form.get("uid"), form.get("pwd"));
  }

  private static void answer(HttpServletResponse response, String text) throws IOException {
    write(response, "text/xml; charset=utf-8", StringElement.wrap("\r\n" + text + "\r\n"));
  }

  private static void plain(HttpServletResponse response, String text) throws IOException {
    response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
    write(response, "text/plain; charset=utf-8", text);
  }

  private static void write(HttpServletResponse response, String type, String text)
      throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    response.setContentType(type);
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }
}
