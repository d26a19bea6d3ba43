package dev.yizhan.http;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which servers are trusted to be the vendor's. There is no option to trust all: for vendors with a
 * bare IP address and a self-signed certificate (vendor-rules §5) there is {@link #pins}.
 */
public sealed interface Trust {

  /** The authorities of the Java platform; the name in the certificate must be the server's. */
  record Platform() implements Trust {}

  /**
   * The authorities and certificates in a trust store; the name in the certificate must be the
   * server's.
   *
   * @param certificates loaded from PKCS #12 or JKS
   */
  record Store(KeyStore certificates) implements Trust {

    /** Checks that nothing is {@code null}. */
    public Store {
      requireNonNull(certificates, "certificates");
    }
  }

  /**
   * Exactly these certificates, whoever signed them and whatever name they have. An expired one is
   * refused nevertheless.
   *
   * @param sha256 of the whole certificate (DER), 64 hexadecimal digits in lower case each
   */
  record Pinned(List<String> sha256) implements Trust {

    private static final Pattern FINGERPRINT = Pattern.compile("[0-9a-f]{64}");

    /** Checks the form of the fingerprints. */
    public Pinned {
      sha256 = List.copyOf(sha256);
      for (String fingerprint : sha256) {
        if (!FINGERPRINT.matcher(fingerprint).matches()) {
          throw new IllegalArgumentException(
              "A SHA-256 fingerprint has 64 hexadecimal digits: " + fingerprint);
        }
      }
      if (sha256.isEmpty()) {
        throw new IllegalArgumentException("Give one fingerprint or more");
      }
    }
  }

  /** What the Java platform trusts. */
  static Trust platform() {
    return new Platform();
  }

  /**
   * Reads a trust store.
   *
   * @param file PKCS #12 or JKS
   * @throws IllegalArgumentException if it cannot be read, with the name of the file
   */
  static Trust store(Path file, Optional<String> password) {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password.map(String::toCharArray).orElse(null));
      if (store.size() == 0) {
        throw new IllegalArgumentException("There is no certificate in the trust store " + file);
      }
      return new Store(store);
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          "The trust store "
              + file
              + " cannot be read: check the path, the password, and that it"
              + " is PKCS #12 or JKS",
          e);
    }
  }

  /**
   * Exactly the certificates with these fingerprints.
   *
   * @param sha256 one or more, in either case, with or without colons: what {@code openssl x509
   *     -noout -fingerprint -sha256} prints after the equals sign
   * @throws IllegalArgumentException if one has another form
   */
  static Trust pins(List<String> sha256) {
    return new Pinned(
        sha256.stream().map(pin -> pin.replace(":", "").strip().toLowerCase(Locale.ROOT)).toList());
  }
}
