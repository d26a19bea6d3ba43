package dev.yizhan.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.net.ServerSocketFactory;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Certificates as vendors have them, made by the JDK's keytool for this run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TlsTest {

  private static final String PASSWORD = "changeit";

  /** For 127.0.0.1, for another host, swapped for the first, and expired. */
  private Path right;

  private Path otherName;
  private Path swapped;
  private Path expired;

  @BeforeAll
  void makeCertificates(@TempDir Path directory) throws Exception {
    right = certificate(directory, "right", "ip:127.0.0.1", "-1d", "30");
    otherName = certificate(directory, "other-name", "ip:192.0.2.1", "-1d", "30");
    swapped = certificate(directory, "swapped", "ip:127.0.0.1", "-1d", "30");
    expired = certificate(directory, "expired", "ip:127.0.0.1", "-30d", "1");
  }

  private static Path certificate(
      Path directory, String name, String subject, String start, String days) throws Exception {
    Path store = directory.resolve(name + ".p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-dname",
                "CN=" + name,
                "-ext",
                "san=" + subject,
                "-startdate",
                start,
                "-validity",
                days,
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .start();
    String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(keytool.waitFor()).as(said).isZero();
    return store;
  }

  private static KeyStore load(Path store) throws Exception {
    try (InputStream in = Files.newInputStream(store)) {
      KeyStore keys = KeyStore.getInstance("PKCS12");
      keys.load(in, PASSWORD.toCharArray());
      return keys;
    }
  }

  private static String fingerprint(Path store) throws Exception {
    KeyStore keys = load(store);
    return HexFormat.ofDelimiter(":")
        .withUpperCase()
        .formatHex(
            MessageDigest.getInstance("SHA-256")
                .digest(keys.getCertificate(keys.aliases().nextElement()).getEncoded()));
  }

  /** Only the certificate, as an operator makes a trust store. */
  private static Path trustStore(Path store) throws Exception {
    KeyStore keys = load(store);
    KeyStore trusted = KeyStore.getInstance("PKCS12");
    trusted.load(null, null);
    trusted.setCertificateEntry("vendor", keys.getCertificate(keys.aliases().nextElement()));
    Path file = store.resolveSibling(store.getFileName() + ".trust");
    try (var out = Files.newOutputStream(file)) {
      trusted.store(out, PASSWORD.toCharArray());
    }
    return file;
  }

  private static ServerSocketFactory sockets(Path store) throws Exception {
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(load(store), PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context.getServerSocketFactory();
  }

  /** What comes of a request to a server with a certificate, and how many requests it read. */
  private static Exchange exchange(Path certificate, Trust trust) throws Exception {
    try (RawServer server =
            new RawServer(
                sockets(certificate),
                connection -> {
                  connection.read();
                  connection.answer("200 OK", "", "000");
                });
        VendorHttp http = VendorHttp.open(HttpSettings.DEFAULT.withTrust(trust))) {
      URI address = URI.create("https" + server.address().toString().substring("http".length()));
      Exchange exchange =
          http.exchange(VendorRequest.form(VendorRequest.Method.POST, address, "pwd=secret"));
      assertThat(server.requests()).hasSize(exchange instanceof Exchange.Answered ? 1 : 0);
      return exchange;
    }
  }

  private static void assertNotSent(Exchange exchange, String reason) {
    assertThat(exchange).isEqualTo(new Exchange.NotSent("TLS handshake failed: " + reason));
  }

  @Test
  void believesACertificateInTheTrustStore() throws Exception {
    Trust trust = Trust.store(trustStore(right), Optional.of(PASSWORD));
    assertThat(exchange(right, trust)).isInstanceOf(Exchange.Answered.class);
  }

  @Test
  void believesAPinnedCertificateWhateverNameItBears() throws Exception {
    assertThat(exchange(right, Trust.pins(List.of(fingerprint(right)))))
        .isInstanceOf(Exchange.Answered.class);
    assertThat(exchange(otherName, Trust.pins(List.of(fingerprint(otherName)))))
        .isInstanceOf(Exchange.Answered.class);
  }

  @Test
  void takesOneOfSeveralPins() throws Exception {
    Trust trust = Trust.pins(List.of(fingerprint(swapped), fingerprint(right)));
    assertThat(exchange(right, trust)).isInstanceOf(Exchange.Answered.class);
  }

  @Test
  void sendsNothingToACertificateOfItsOwnMakingThatNobodyNamed() throws Exception {
    assertNotSent(exchange(right, Trust.platform()), "the server's certificate is not trusted");
  }

  @Test
  void sendsNothingToASwappedCertificate() throws Exception {
    assertNotSent(
        exchange(swapped, Trust.pins(List.of(fingerprint(right)))),
        "the server's certificate is not trusted");
    assertNotSent(
        exchange(swapped, Trust.store(trustStore(right), Optional.of(PASSWORD))),
        "the server's certificate is not trusted");
  }

  @Test
  void sendsNothingToACertificateOfAnotherName() throws Exception {
    assertNotSent(
        exchange(otherName, Trust.store(trustStore(otherName), Optional.of(PASSWORD))),
        "the server's certificate has another name");
  }

  @Test
  void sendsNothingToAnExpiredCertificateThoughItIsPinned() throws Exception {
    assertNotSent(
        exchange(expired, Trust.pins(List.of(fingerprint(expired)))),
        "the server's certificate has expired");
  }

  @Test
  void saysWhatIsWrongWithAPin() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trust.pins(List.of("AB:CD")))
        .withMessage("A SHA-256 fingerprint has 64 hexadecimal digits: abcd");
    assertThatIllegalArgumentException().isThrownBy(() -> Trust.pins(List.of()));
  }

  @Test
  void saysWhichTrustStoreCannotBeRead(@TempDir Path directory) throws IOException {
    Path file = Files.writeString(directory.resolve("no.p12"), "no");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trust.store(file, Optional.of(PASSWORD)))
        .withMessageContaining(file.toString());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Trust.store(directory.resolve("missing.p12"), Optional.empty()))
        .withMessageContaining("missing.p12");
  }
}
