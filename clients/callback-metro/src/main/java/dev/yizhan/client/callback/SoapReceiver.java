package dev.yizhan.client.callback;

import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpServer;
import dev.yizhan.wsdl.callback.Reply;
import dev.yizhan.wsdl.callback.Report;
import dev.yizhan.wsdl.callback.SmsCallback;
import jakarta.jws.WebService;
import jakarta.xml.ws.Endpoint;
import jakarta.xml.ws.soap.SOAPBinding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Receives callbacks by SOAP and appends each new record to a file, one a line.
 *
 * <pre>CALLBACK_SECRET=whsec_… CALLBACK_FILE=records.txt java … SoapReceiver 8081</pre>
 */
@WebService(
    endpointInterface = "dev.yizhan.wsdl.callback.SmsCallback",
    targetNamespace = "urn:yizhan:sms-callback:1",
    serviceName = "SmsCallback")
public final class SoapReceiver implements SmsCallback {

  private final Path file;

  /**
   * The last positions. Keep them where the records are: in a database, a unique key on consumer,
   * kind and position.
   */
  private final Map<String, Long> last = new HashMap<>();

  private SoapReceiver(Path file) {
    this.file = file;
  }

  /**
   * Receives at {@code /sms} by SOAP 1.1 and at {@code /sms12} by SOAP 1.2.
   *
   * @param arguments PORT
   * @throws IOException if the port is in use
   */
  public static void main(String[] arguments) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(loopback, Integer.parseInt(arguments[0])), 0);
    SoapReceiver receiver = new SoapReceiver(Path.of(System.getenv("CALLBACK_FILE")));
    SignatureFilter signatures = new SignatureFilter(System.getenv("CALLBACK_SECRET"));
    publish(server.createContext("/sms"), SOAPBinding.SOAP11HTTP_BINDING, receiver, signatures);
    publish(server.createContext("/sms12"), SOAPBinding.SOAP12HTTP_BINDING, receiver, signatures);
    server.start();
  }

  private static void publish(
      HttpContext at, String binding, SoapReceiver receiver, SignatureFilter signatures) {
    Endpoint.create(binding, receiver).publish(at);
    at.getFilters().add(signatures);
  }

  @Override
  public synchronized void receiveRecords(
      String id, String consumer, List<Report> reports, List<Reply> replies) {
    StringBuilder lines = new StringBuilder();
    Map<String, Long> now = new HashMap<>(last);
    for (Report report : reports) {
      if (isNew(now, consumer + " report", report.getPosition())) {
        lines.append(
            "%s report %s %s %s requestId=%s reference=%s channel=%s%n"
                .formatted(
                    consumer,
                    report.getPosition(),
                    report.getNumber(),
                    report.getState(),
                    report.getRequestId(),
                    report.getReference(),
                    report.getChannel()));
      }
    }
    for (Reply reply : replies) {
      if (isNew(now, consumer + " reply", reply.getPosition())) {
        lines.append(
            "%s reply %s %s %s%n"
                .formatted(consumer, reply.getPosition(), reply.getNumber(), reply.getText()));
      }
    }
    store(lines);
    last.putAll(now);
  }

  /** An exception becomes a fault: the records come again. */
  private void store(CharSequence lines) {
    try {
      Files.writeString(
          file,
          lines,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.SYNC);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A callback may come twice. */
  private static boolean isNew(Map<String, Long> last, String reader, String position) {
    long at = Long.parseLong(position);
    boolean isNew = at > last.getOrDefault(reader, 0L);
    if (isNew) {
      last.put(reader, at);
    }
    return isNew;
  }
}
