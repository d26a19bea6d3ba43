package dev.yizhan.gateway.door;

import dev.yizhan.door.Draft;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** By what a message is recognised that a client gives again. */
final class MessageDigests {

  private MessageDigests() {}

  /**
   * The digest of login, numbers, texts, extension and time.
   *
   * @return SHA-256, hexadecimal
   */
  static String of(String company, String user, Draft draft) {
    List<String> parts = new ArrayList<>();
    parts.add(company);
    parts.add(user);
    parts.add(draft.extension());
    parts.add(draft.time().map(Object::toString).orElse(""));
    parts.addAll(draft.texts());
    parts.addAll(draft.numbers());
    return sha256(parts);
  }

  /**
   * The digest of login and the client's own id.
   *
   * @return SHA-256, hexadecimal
   */
  static String ofClientId(String company, String user, String clientId) {
    return sha256(List.of(company, user, "client id", clientId));
  }

  private static String sha256(List<String> parts) {
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
