package dev.yizhan.gateway.boot;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Names the services at every other address, in place of the server's own error page. */
final class NotFoundServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final byte[] HINT =
      "Not found. The services are sms (SOAP, for consumers) and admin (SOAP, for admins).\n"
          .getBytes(StandardCharsets.UTF_8);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // An error dispatch of the server keeps its status.
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
    response.setContentType("text/plain; charset=utf-8");
    response.setContentLength(HINT.length);
    response.getOutputStream().write(HINT);
  }
}
