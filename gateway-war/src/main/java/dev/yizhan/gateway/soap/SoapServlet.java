package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.FaultCode;
import dev.yizhan.gateway.core.GatewayException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.Function;

/** A service of the contract at its address: requests by POST, the WSDL by {@code GET ?wsdl}. */
public final class SoapServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  /** How many times the limit is read, and thrown away, before a caller is cut off. */
  private static final int PATIENCE = 8;

  private final transient Contract contract;
  private final transient SoapEndpoint<?> endpoint;
  private final transient Consumers consumers;
  private final int longestBody;

  private SoapServlet(SoapEndpoint<?> endpoint, Contract contract, Consumers consumers, int limit) {
    this.contract = contract;
    this.endpoint = endpoint;
    this.consumers = consumers;
    this.longestBody = limit;
  }

  /**
   * Makes a servlet.
   *
   * @param service the service's generated interface
   * @param implementation what does its operations for a consumer
   * @param consumers who may come in
   * @param longestBody in bytes
   * @param <S> the service
   * @return to be mapped to the service's address
   */
  public static <S> SoapServlet of(
      Class<S> service,
      Function<Consumer, S> implementation,
      Consumers consumers,
      int longestBody) {
    Contract contract = Contract.packaged();
    return new SoapServlet(
        SoapEndpoint.of(service, implementation, contract.schema()),
        contract,
        consumers,
        longestBody);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String query = request.getQueryString();
    if (query != null && query.equalsIgnoreCase("wsdl")) {
      write(response, 200, "text/xml; charset=utf-8", contract.servedAt(address(request)));
      return;
    }
    String hint =
        "A SOAP 1.1 and 1.2 service. Its WSDL: " + address(request) + path(request) + "?wsdl\n";
    write(response, 200, "text/plain; charset=utf-8", hint.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    String contentType = String.valueOf(request.getContentType());
    SoapVersion guess = SoapVersion.ofContentType(contentType);
    Optional<Consumer> consumer = consumers.authenticated(request.getHeader("Authorization"));
    if (consumer.isEmpty()) {
      response.setHeader("WWW-Authenticate", "Basic realm=\"Yizhan\", charset=\"UTF-8\"");
      write(
          response,
          SoapEndpoint.Reply.fault(
              401,
              guess,
              GatewayException.of(
                  FaultCode.NOT_AUTHENTICATED,
                  "Give the consumer's name and password by HTTP Basic")));
      return;
    }
    byte[] body = request.getInputStream().readNBytes(longestBody + 1);
    if (body.length > longestBody) {
      // Callers that are still writing would not see an answer: what is left is read, up to a
      // point.
      drain(request.getInputStream(), PATIENCE * (long) longestBody);
      write(
          response,
          SoapEndpoint.Reply.fault(
              413,
              guess,
              GatewayException.of(
                  FaultCode.REQUEST_TOO_LARGE,
                  "The body is longer than " + longestBody + " bytes: send fewer recipients")));
      return;
    }
    write(response, endpoint.answer(body, consumer.get(), guess));
  }

  private static void drain(InputStream in, long most) throws IOException {
    byte[] thrownAway = new byte[8192];
    long left = most;
    int read = 0;
    while (read >= 0 && left > 0) {
      read = in.read(thrownAway);
      left -= read;
    }
  }

  /** Where the reader of the WSDL reached us. */
  private static String address(HttpServletRequest request) {
    StringBuffer address = request.getRequestURL();
    return address.substring(0, address.length() - path(request).length());
  }

  private static String path(HttpServletRequest request) {
    return request.getServletPath().substring(1);
  }

  private static void write(HttpServletResponse response, SoapEndpoint.Reply reply)
      throws IOException {
    write(response, reply.status(), reply.contentType(), reply.body());
  }

  private static void write(
      HttpServletResponse response, int status, String contentType, byte[] body)
      throws IOException {
    response.setStatus(status);
    response.setContentType(contentType);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
  }

  @Override
  public void destroy() {
    endpoint.dispose();
  }
}
