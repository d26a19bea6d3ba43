package dev.yizhan.gateway.core.submission;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Recognises whether two requests with the same request id have the same content. */
public final class Fingerprint {

  private Fingerprint() {}

  /**
   * The digest of channel, recipients in their order, texts, times, references and options. How
   * long the client waits makes no difference.
   *
   * @param recipients of the request
   * @return SHA-256, hexadecimal
   */
  public static String of(SendRequest request, RecipientList recipients) {
    List<String> parts = new ArrayList<>();
    parts.add(request.channel().orElse(""));
    parts.addAll(recipients.texts());
    parts.add(request.sendAt().map(Object::toString).orElse(""));
    parts.add(request.expiresAt().map(Object::toString).orElse(""));
    parts.add(request.reference().orElse(""));
    parts.add(request.options().extension().orElse(""));
    parts.add(request.options().signature().orElse(""));
    parts.add(request.options().messageType().orElse(""));
    recipients.numbers().forEach(number -> parts.add(number.digits()));
    recipients.references().forEach(reference -> parts.add(reference.orElse("")));
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (String part : parts) {
        byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }
}
