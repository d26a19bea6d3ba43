import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Receives callbacks, checks their signature, and appends the body of each new one to a file, one a line. It needs
 * nothing but the JDK, so it does not read the JSON.
 *
 * <pre>CALLBACK_SECRET=whsec_… CALLBACK_FILE=records.jsonl java Receiver.java 8081</pre>
 */
class Receiver {

  private static final long TOLERANCE_SECONDS = 300;
  private static final byte[] KEY =
      Base64.getDecoder().decode(System.getenv("CALLBACK_SECRET").replaceFirst("^whsec_", ""));
  private static final Path FILE = Path.of(System.getenv("CALLBACK_FILE"));

  /** The id of a callback is the same when it comes again. Keep the ids where the records are. */
  private static final Set<String> IDS = new HashSet<>();

  public static void main(String[] arguments) throws IOException {
    InetSocketAddress address = new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0]));
    HttpServer server = HttpServer.create(address, 0);
    server.createContext("/", Receiver::receive);
    server.start();
  }

  private static void receive(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      boolean signed = isSigned(exchange, body);
      String id = header(exchange, "webhook-id");
      if (signed && !IDS.contains(id)) {
        String line = new String(body, StandardCharsets.UTF_8) + "\n";
        Files.writeString(FILE, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND, StandardOpenOption.SYNC);
        IDS.add(id);
      }
      exchange.sendResponseHeaders(signed ? 204 : 401, -1);
    }
  }

  private static boolean isSigned(HttpExchange exchange, byte[] body) {
    String time = header(exchange, "webhook-timestamp");
    byte[] expected = ("v1," + sign(header(exchange, "webhook-id") + "." + time + ".", body)).getBytes();
    // While the secret is changed there are two signatures.
    for (String signature : header(exchange, "webhook-signature").split(" ")) {
      if (MessageDigest.isEqual(expected, signature.getBytes())) {
        return Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) <= TOLERANCE_SECONDS;
      }
    }
    return false;
  }

  private static String sign(String start, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
      mac.update(start.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    String value = exchange.getRequestHeaders().getFirst(name);
    return value == null ? "" : value;
  }
}
