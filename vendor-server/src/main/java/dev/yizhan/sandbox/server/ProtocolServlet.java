package dev.yizhan.sandbox.server;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A protocol as a servlet, for a service that ends each operation at once. */
final class ProtocolServlet<S> extends HttpServlet {

  private static final long serialVersionUID = 1L;

  private final transient Protocol<S> protocol;
  private final transient S service;

  ProtocolServlet(Protocol<S> protocol, S service) {
    this.protocol = protocol;
    this.service = service;
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    RawRequest raw = RawRequest.of(request);
    Object code = request.getAttribute(Operation.ANSWER_CODE);
    HttpCall call = new HttpCall(raw, request.getHeader("SOAPAction"), root(request));
    Optional<CompletionStage<HttpAnswer>> answer =
        code == null
            ? protocol.answer(call, service)
            : protocol.answer(
                call, (operation, form) -> CompletableFuture.completedFuture(code.toString()));
    write(
        response,
        answer
            .map(later -> later.toCompletableFuture().join())
            .orElseGet(() -> HttpAnswer.of(404, "text/html", "<h1>404</h1>")));
  }

  private static String root(HttpServletRequest request) {
    String url = request.getRequestURL().toString();
    return url.substring(0, url.length() - request.getRequestURI().length());
  }

  private static void write(HttpServletResponse response, HttpAnswer answer) throws IOException {
    response.setStatus(answer.status());
    if (!answer.contentType().isEmpty()) {
      response.setContentType(answer.contentType());
    }
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
  }
}
