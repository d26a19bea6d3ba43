package dev.yizhan.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import javax.net.ssl.HostnameVerifier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.jspecify.annotations.Nullable;

/** Configures TLS handshakes according to {@link Trust}. */
final class Tls {

  private Tls() {}

  /**
   * A strategy by a rule of trust, for blocking and for other connections.
   *
   * @param certificates takes over the servers' certificates
   */
  static DefaultClientTlsStrategy strategy(Trust trust, SeenCertificates certificates) {
    try {
      if (trust instanceof Trust.Pinned pinned) {
        // The fingerprint identifies the server; the name in the certificate adds nothing.
        return new DefaultClientTlsStrategy(
            context(new TrustManager[] {new PinnedCertificates(pinned, certificates)}),
            HostnameVerificationPolicy.CLIENT,
            (host, session) -> true);
      }
      return new DefaultClientTlsStrategy(
          context(
              trust instanceof Trust.Store store
                  ? authorities(store)
                  : (TrustManager @Nullable []) null),
          HostnameVerificationPolicy.CLIENT,
          seeing(HttpsSupport.getDefaultHostnameVerifier(), certificates));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("TLS cannot be set up on this Java platform", e);
    }
  }

  /** Is asked at the end of each handshake. */
  private static HostnameVerifier seeing(HostnameVerifier verifier, SeenCertificates certificates) {
    return (host, session) -> {
      try {
        if (session.getPeerCertificates()[0] instanceof X509Certificate own) {
          certificates.seen(own);
        }
      } catch (SSLPeerUnverifiedException e) {
        return false;
      }
      return verifier.verify(host, session);
    };
  }

  private static SSLContext context(TrustManager @Nullable [] managers)
      throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers, null);
    return context;
  }

  private static TrustManager[] authorities(Trust.Store store) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store.certificates());
    return factory.getTrustManagers();
  }

  /**
   * Trusts a server whose own certificate has one of the fingerprints, and no client. It is the
   * extended form of trust manager, since the platform would wrap any other and check the name.
   */
  private static final class PinnedCertificates extends X509ExtendedTrustManager {

    private static final X509Certificate[] NONE = {};

    private final Trust.Pinned pinned;
    private final SeenCertificates certificates;

    PinnedCertificates(Trust.Pinned pinned, SeenCertificates certificates) {
      this.pinned = pinned;
      this.certificates = certificates;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      X509Certificate own = chain[0];
      if (!pinned.sha256().contains(fingerprint(own))) {
        throw new CertificateException("The server's certificate is not the one that is pinned");
      }
      // Before the next check, so that an operator sees that it has ended.
      certificates.seen(own);
      own.checkValidity();
    }

    private static String fingerprint(X509Certificate certificate) throws CertificateException {
      try {
        return HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
      } catch (GeneralSecurityException e) {
        throw new CertificateException(e);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType)
        throws CertificateException {
      throw new CertificateException("No client is expected");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, authType);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return NONE;
    }
  }
}
