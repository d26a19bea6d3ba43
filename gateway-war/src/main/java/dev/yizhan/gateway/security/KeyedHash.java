package dev.yizhan.gateway.security;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under a random key that never leaves the process. */
final class KeyedHash {

  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_BYTES = 32;

  private final SecretKeySpec key;

  /** Initializing one takes longer than a request should. */
  private final Queue<Mac> initialized = new ConcurrentLinkedQueue<>();

  KeyedHash() {
    byte[] bytes = new byte[KEY_BYTES];
    new SecureRandom().nextBytes(bytes);
    key = new SecretKeySpec(bytes, ALGORITHM);
  }

  /** The 32 bytes of the hash, one to a character. */
  String of(String name, String password) {
    Mac mac = initialized.poll();
    if (mac == null) {
      mac = mac();
    }
    mac.update(name.getBytes(StandardCharsets.UTF_8));
    mac.update((byte) 0);
    byte[] hash = mac.doFinal(password.getBytes(StandardCharsets.UTF_8));
    initialized.add(mac);
    return new String(hash, StandardCharsets.ISO_8859_1);
  }

  private Mac mac() {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every Java platform has HMAC-SHA-256", e);
    }
  }
}
