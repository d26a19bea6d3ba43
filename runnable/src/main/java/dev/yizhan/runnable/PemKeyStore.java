package dev.yizhan.runnable;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads a certificate chain and its private key, both in PEM, into a key store. */
final class PemKeyStore {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");

  private PemKeyStore() {}

  /**
   * Reads both files.
   *
   * @throws IllegalStateException with what is wrong with them
   */
  static KeyStore read(Path chain, Path key) {
    try {
      Certificate[] certificates =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(Files.readAllBytes(chain)))
              .toArray(Certificate[]::new);
      if (certificates.length == 0) {
        throw new IllegalStateException(chain + " has no certificate");
      }
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("server", key(key, certificates[0]), new char[0], certificates);
      return store;
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalStateException(
          chain + " and " + key + " are not a certificate in PEM and its key: " + e.getMessage(),
          e);
    }
  }

  private static PrivateKey key(Path file, Certificate certificate)
      throws IOException, GeneralSecurityException {
    Matcher pem = KEY.matcher(Files.readString(file, StandardCharsets.US_ASCII));
    if (!pem.find()) {
      throw new IllegalStateException(
          file
              + " has no private key in PKCS #8 (BEGIN PRIVATE KEY), not encrypted. Convert it:"
              + " openssl pkcs8 -topk8 -nocrypt -in KEY");
    }
    PKCS8EncodedKeySpec encoded =
        new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(pem.group(1)));
    String algorithm = certificate.getPublicKey().getAlgorithm();
    PrivateKey key;
    try {
      key = KeyFactory.getInstance(algorithm).generatePrivate(encoded);
    } catch (InvalidKeySpecException e) {
      throw new IllegalStateException(
          file + " is not the key of the certificate, which has a key of " + algorithm, e);
    }
    KeyPairs.requirePair(certificate.getPublicKey(), key, file);
    return key;
  }
}
