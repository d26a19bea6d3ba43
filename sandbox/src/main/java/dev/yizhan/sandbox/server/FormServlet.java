package dev.yizhan.sandbox.server;

import dev.yizhan.codec.CodecException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Operations by forms, in the body of a POST or in the query of a GET. */
final class FormServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, Operation> byPath;
  private final transient FormDialect dialect;

  FormServlet(Map<String, Operation> byPath, FormDialect dialect) {
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
    Object code = request.getAttribute(Operation.ANSWER_CODE);
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
