package dev.yizhan.runnable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Names the services at addresses outside the gateway's, and where a request is no HTTP. */
final class Elsewhere extends Handler.Abstract.NonBlocking {

  private static final byte[] HINT =
      """
      Yizhan, a SOAP gateway to SMS vendors.
      The services: yizhan/sms (SOAP, for consumers), yizhan/admin (SOAP, for admins).
      Whether it is ready: yizhan/health/ready
      """
          .getBytes(StandardCharsets.UTF_8);

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    // Set by Jetty where it has refused the request itself.
    if (response.getStatus() == 0) {
      response.setStatus(
          request.getHttpURI().getPath().equals("/")
              ? HttpStatus.OK_200
              : HttpStatus.NOT_FOUND_404);
    }
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, HINT.length);
    response.getHeaders().put("X-Content-Type-Options", "nosniff");
    response.write(true, ByteBuffer.wrap(HINT), callback);
    return true;
  }
}
