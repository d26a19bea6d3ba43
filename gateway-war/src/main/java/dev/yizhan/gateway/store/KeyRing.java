package dev.yizhan.gateway.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys for encryption at rest: AES-256-GCM with a random nonce of 96 bits for each value. The first
 * key encrypts; all of them decrypt, so that a new key can be added before the others.
 *
 * <p>An encrypted value: one byte 1, the key's id (4 bytes: the first of SHA-256 of the key), the
 * nonce (12 bytes), the ciphertext with its tag (16 bytes more than the plain text). The value's
 * context is authenticated with it, so that a value cannot be moved to another place.
 */
public final class KeyRing {

  private static final int VERSION = 1;
  private static final int KEY_BYTES = 32;
  private static final int ID_BYTES = 4;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final int HEAD_BYTES = 1 + ID_BYTES + NONCE_BYTES;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, SecretKeySpec> byId = new LinkedHashMap<>();
  private final String currentId;
  private final SecretKeySpec digestKey;

  /** Looking one up among the providers costs more than encrypting a message. */
  private final Queue<Cipher> idleCiphers = new ConcurrentLinkedQueue<>();

  private final Queue<Mac> idleMacs = new ConcurrentLinkedQueue<>();

  private KeyRing(List<byte[]> keys) {
    for (byte[] key : keys) {
      if (key.length != KEY_BYTES) {
        throw new IllegalArgumentException("A key has 32 bytes, not " + key.length);
      }
      byId.put(id(key), new SecretKeySpec(key, "AES"));
    }
    currentId = byId.keySet().iterator().next();
    digestKey = new SecretKeySpec(keys.get(0), "HmacSHA256");
  }

  /**
   * Parses keys.
   *
   * @param text each 32 bytes in Base64, separated by blanks, commas or line ends; the first
   *     encrypts; lines that begin with {@code #} are skipped
   * @throws IllegalArgumentException if the text has another form; the message does not contain it
   */
  public static KeyRing parse(String text) {
    try {
      List<byte[]> keys =
          text.lines()
              .filter(line -> !line.strip().startsWith("#"))
              .flatMap(line -> Arrays.stream(line.split("[\\s,]+", -1)))
              .filter(word -> !word.isEmpty())
              .map(Base64.getDecoder()::decode)
              .toList();
      if (!keys.isEmpty()) {
        return new KeyRing(keys);
      }
    } catch (IllegalArgumentException e) {
      // Its message may contain a part of a key.
    }
    throw new IllegalArgumentException(
        "give keys of 32 bytes each in Base64 (openssl rand -base64 32), the one that encrypts"
            + " first");
  }

  /**
   * Reads keys from a file.
   *
   * @param file as in {@link #parse}
   * @throws IOException if it cannot be read
   */
  public static KeyRing read(Path file) throws IOException {
    return parse(Files.readString(file));
  }

  /** The id of the key that encrypts. */
  String currentId() {
    return currentId;
  }

  Set<String> ids() {
    return byId.keySet();
  }

  private static String id(byte[] key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(key);
      return HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has SHA-256", e);
    }
  }

  /**
   * Encrypts.
   *
   * @param context where the value is stored, for example {@code submission 17}
   */
  byte[] encrypt(byte[] plain, String context) {
    byte[] head = new byte[HEAD_BYTES];
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    ByteBuffer.wrap(head).put((byte) VERSION).put(HexFormat.of().parseHex(currentId)).put(nonce);
    try {
      Cipher cipher = initialised(Cipher.ENCRYPT_MODE, currentId, nonce, context);
      byte[] encrypted = Arrays.copyOf(head, HEAD_BYTES + cipher.getOutputSize(plain.length));
      cipher.doFinal(plain, 0, plain.length, encrypted, HEAD_BYTES);
      idleCiphers.add(cipher);
      return encrypted;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has AES-GCM", e);
    }
  }

  /**
   * Decrypts.
   *
   * @throws IllegalStateException if the key is missing, or the value was changed or moved
   */
  byte[] decrypt(byte[] encrypted, String context) {
    if (encrypted.length < HEAD_BYTES || encrypted[0] != VERSION) {
      throw new IllegalStateException(
          "The value of " + context + " is not in the encrypted format");
    }
    String id = HexFormat.of().formatHex(encrypted, 1, 1 + ID_BYTES);
    if (!byId.containsKey(id)) {
      throw new IllegalStateException(
          "The value of " + context + " is encrypted with the key " + id + ", which is missing");
    }
    byte[] nonce = Arrays.copyOfRange(encrypted, 1 + ID_BYTES, HEAD_BYTES);
    try {
      Cipher cipher = initialised(Cipher.DECRYPT_MODE, id, nonce, context);
      byte[] plain = cipher.doFinal(encrypted, HEAD_BYTES, encrypted.length - HEAD_BYTES);
      idleCiphers.add(cipher);
      return plain;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The value of " + context + " was changed", e);
    }
  }

  private Cipher initialised(int mode, String id, byte[] nonce, String context)
      throws GeneralSecurityException {
    Cipher idle = idleCiphers.poll();
    Cipher cipher = idle == null ? Cipher.getInstance("AES/GCM/NoPadding") : idle;
    cipher.init(mode, byId.get(id), new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }

  /**
   * A keyed digest, from which the text cannot be found by guessing.
   *
   * @return HMAC-SHA-256 under the current key
   */
  byte[] digest(String text) {
    try {
      Mac mac = idleMacs.poll();
      if (mac == null) {
        mac = Mac.getInstance("HmacSHA256");
        mac.init(digestKey);
      }
      byte[] digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
      idleMacs.add(mac);
      return digest;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }

  /**
   * Ids only.
   *
   * @return for example {@code KeyRing[1a2b3c4d]}
   */
  @Override
  public String toString() {
    return "KeyRing" + byId.keySet();
  }
}
