package dev.yizhan.runnable;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Map;

/** Checks that a private key belongs to a certificate. */
final class KeyPairs {

  private static final Map<String, String> SIGNATURES =
      Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
  private static final byte[] SAMPLE = {1, 2, 3};

  private KeyPairs() {}

  /** Signs with one and verifies with the other. */
  static void requirePair(PublicKey known, PrivateKey key, Path file)
      throws GeneralSecurityException {
    String name = SIGNATURES.get(known.getAlgorithm());
    if (name == null) {
      return;
    }
    Signature signature = Signature.getInstance(name);
    signature.initSign(key);
    signature.update(SAMPLE);
    byte[] signed = signature.sign();
    signature.initVerify(known);
    signature.update(SAMPLE);
    if (!signature.verify(signed)) {
      throw new IllegalStateException(file + " is the key of another certificate");
    }
  }
}
