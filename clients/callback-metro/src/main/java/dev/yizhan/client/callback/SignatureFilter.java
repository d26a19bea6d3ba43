package dev.yizhan.client.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Filter;
import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Answers 401 to a body without a valid signature, before anything reads it. */
final class SignatureFilter extends Filter {

  private static final long TOLERANCE_SECONDS = 300;
  private static final int UNAUTHORIZED = 401;

  private final SecretKeySpec key;

  SignatureFilter(String secret) {
    byte[] bytes = Base64.getDecoder().decode(secret.replaceFirst("^whsec_", ""));
    this.key = new SecretKeySpec(bytes, "HmacSHA256");
  }

  @Override
  public void doFilter(HttpExchange exchange, Chain chain) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (isSigned(exchange, body)) {
      exchange.setStreams(new ByteArrayInputStream(body), exchange.getResponseBody());
      chain.doFilter(exchange);
    } else {
      exchange.sendResponseHeaders(UNAUTHORIZED, -1);
      exchange.close();
    }
  }

  private boolean isSigned(HttpExchange exchange, byte[] body) {
    String time = header(exchange, "webhook-timestamp");
    byte[] expected = sign(header(exchange, "webhook-id") + "." + time + ".", body).getBytes(UTF_8);
    boolean isOurs = false;
    // While the secret is changed there are two signatures.
    for (String signature : header(exchange, "webhook-signature").split(" ", -1)) {
      isOurs |= MessageDigest.isEqual(expected, signature.getBytes(UTF_8));
    }
    return isOurs
        && Math.abs(Instant.now().getEpochSecond() - Long.parseLong(time)) <= TOLERANCE_SECONDS;
  }

  private String sign(String start, byte[] body) {
    try {
      Mac mac = Mac.getInstance(key.getAlgorithm());
      mac.init(key);
      mac.update(start.getBytes(UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String header(HttpExchange exchange, String name) {
    return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
  }

  @Override
  public String description() {
    return "checks the signature of a callback";
  }
}
