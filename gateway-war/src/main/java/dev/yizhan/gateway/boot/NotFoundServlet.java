package dev.yizhan.gateway.boot;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Says what is here to who looks elsewhere, so that no page of a server's own is shown. */
final class NotFoundServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final byte[] HINT =
      "Nothing is here. There are sms (SOAP, for consumers) and admin (SOAP, for admins).\n"
          .getBytes(StandardCharsets.UTF_8);

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    // Also where the server itself refuses: then what it has decided stands.
    if (request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE) == null) {
      response.setStatus(HttpServletResponse.SC_NOT_FOUND);
    }
    response.setContentType("text/plain; charset=utf-8");
    response.setContentLength(HINT.length);
    response.getOutputStream().write(HINT);
  }
}
