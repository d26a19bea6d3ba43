package dev.yizhan.sandbox.server;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FormEncoding;
import dev.yizhan.codec.StringElement;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Operations by forms, in the body of a POST or in the address of a GET. */
final class FormServlet extends HttpServlet {

  /**
   * How a vendor's forms and answers look.
   *
   * @param encoding of both
   * @param contentType of answers
   * @param wrapped what stands around an answer's text
   * @param missing what a missing parameter is answered with; nothing where it counts as empty
   * @param names whether their case counts
   * @param unreadable the code for a form that is not in the charset
   */
  record Dialect(
      FormEncoding encoding,
      String contentType,
      UnaryOperator<String> wrapped,
      Optional<UnaryOperator<String>> missing,
      Form.Names names,
      String unreadable) {

    static Dialect pages(String unreadable) {
      return new Dialect(
          FormEncoding.GB2312,
          "text/html; Charset=gb2312",
          UnaryOperator.identity(),
          Optional.empty(),
          Form.Names.IN_ANY_CASE,
          unreadable);
    }

    static Dialect strings(String unreadable) {
      return new Dialect(
          FormEncoding.UTF_8,
          "text/xml; charset=utf-8",
          text -> StringElement.wrap("\r\n" + text + "\r\n"),
          Optional.empty(),
          Form.Names.AS_WRITTEN,
          unreadable);
    }

    /** ASP.NET looks for every parameter before any code of the vendor's runs. */
    static Dialect asmx(String unreadable) {
      Dialect strings = strings(unreadable);
      return new Dialect(
          strings.encoding,
          strings.contentType,
          strings.wrapped,
          Optional.of(name -> "Missing parameter: " + name + ".\r\n"),
          Form.Names.IN_ANY_CASE,
          unreadable);
    }
  }

  private static final long serialVersionUID = 1L;

  private final transient Map<String, Operation> byPath;
  private final transient Dialect dialect;

  FormServlet(Map<String, Operation> byPath, Dialect dialect) {
    this.byPath = byPath;
    this.dialect = dialect;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RawRequest raw = RawRequest.of(request);
    Operation operation = byPath.get(request.getRequestURI());
    if (operation == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
      write(response, "text/html; charset=utf-8", "<h1>404</h1>".getBytes(StandardCharsets.UTF_8));
      return;
    }
    answer(request, response, raw, operation);
  }

  void answer(
      HttpServletRequest request, HttpServletResponse response, RawRequest raw, Operation operation)
      throws IOException {
    Form form;
    try {
      form = Form.of(raw, dialect.encoding(), dialect.names());
    } catch (CodecException e) {
      text(response, dialect.unreadable());
      return;
    }
    if (dialect.missing().isPresent()) {
      for (String parameter : operation.parameters()) {
        if (form.find(parameter).isEmpty()) {
          response.setStatus(HttpServletResponse.SC_INTERNAL_SERVER_ERROR);
          write(
              response,
              "text/plain; charset=utf-8",
              dialect.missing().get().apply(parameter).getBytes(StandardCharsets.UTF_8));
          return;
        }
      }
    }
    Object code = request.getAttribute(Operation.CODE);
    text(response, code == null ? operation.answerer().answer(form, raw) : code.toString());
  }

  private void text(HttpServletResponse response, String text) throws IOException {
    write(response, dialect.contentType(), dialect.encoding().bytes(dialect.wrapped().apply(text)));
  }

  static void write(HttpServletResponse response, String type, byte[] body) throws IOException {
    response.setContentType(type);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }
}
