package dev.yizhan.http;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The certificates on which calls of one client depend: those of its trust store, and that of the
 * server, once it has been seen.
 */
final class SeenCertificates {

  private final Trust trust;
  private final String what;
  private volatile Optional<X509Certificate> server = Optional.empty();

  /**
   * Before any is seen.
   *
   * @param what the server is: {@code the vendor's server}
   */
  SeenCertificates(Trust trust, String what) {
    this.trust = trust;
    this.what = what;
  }

  /** Takes over the server's certificate of the last handshake. */
  void seen(X509Certificate certificate) {
    server = Optional.of(certificate);
  }

  List<CertificateValidity> validities() {
    List<CertificateValidity> found = new ArrayList<>();
    server.ifPresent(
        certificate ->
            found.add(
                validity(
                    trust instanceof Trust.Pinned
                        ? "The pinned certificate of " + what
                        : "The certificate of " + what,
                    certificate)));
    if (trust instanceof Trust.Store store) {
      addStored(store.certificates(), found);
    }
    return found;
  }

  private static void addStored(KeyStore store, List<CertificateValidity> found) {
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.getCertificate(alias) instanceof X509Certificate certificate) {
          found.add(validity("The certificate " + alias + " in the trust store", certificate));
        }
      }
    } catch (KeyStoreException e) {
      throw new IllegalStateException("The trust store was not loaded", e);
    }
  }

  private static CertificateValidity validity(String what, X509Certificate certificate) {
    return new CertificateValidity(
        what, certificate.getNotBefore().toInstant(), certificate.getNotAfter().toInstant());
  }
}
