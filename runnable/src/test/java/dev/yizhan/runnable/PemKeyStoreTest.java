package dev.yizhan.runnable;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PemKeyStoreTest {

  private static final String PASSWORD = "changeit";

  @TempDir private Path directory;

  @ParameterizedTest
  @ValueSource(strings = {"RSA", "EC", "Ed25519"})
  void readsACertificateAndItsKey(String algorithm) throws Exception {
    Pem pem = create(algorithm);
    KeyStore read = PemKeyStore.read(pem.chain(), pem.key());
    assertThat(read.getCertificateChain("server")).hasSize(1);
    assertThat(read.getKey("server", new char[0]).getEncoded()).isEqualTo(pem.encodedKey());
  }

  @Test
  void refusesTheKeyOfAnotherCertificate() throws Exception {
    Pem first = create("EC");
    Pem second = create("EC");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> PemKeyStore.read(first.chain(), second.key()))
        .withMessageContaining(second.key() + " is the key of another certificate");
    Pem rsa = create("RSA");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> PemKeyStore.read(first.chain(), rsa.key()))
        .withMessageContaining(rsa.key() + " is not the key of the certificate");
  }

  @Test
  void saysHowToConvertAKeyOfAnotherForm() throws Exception {
    Pem pem = create("EC");
    Files.writeString(
        pem.key(), Files.readString(pem.key()).replace("PRIVATE KEY", "EC PRIVATE KEY"));
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> PemKeyStore.read(pem.chain(), pem.key()))
        .withMessageContaining("openssl pkcs8 -topk8 -nocrypt");
  }

  @Test
  void refusesFilesWithoutACertificate() throws Exception {
    Pem pem = create("EC");
    Path empty = Files.writeString(directory.resolve("empty.pem"), "");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> PemKeyStore.read(empty, pem.key()))
        .withMessageContaining(empty + " has no certificate");
    Path text = Files.writeString(directory.resolve("text.pem"), "hello");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> PemKeyStore.read(text, pem.key()))
        .withMessageContaining(text + " and " + pem.key());
  }

  @SuppressWarnings("ArrayRecordComponent") // Compared by its content only.
  private record Pem(Path chain, Path key, byte[] encodedKey) {}

  private Pem create(String algorithm) throws Exception {
    Path own = Files.createTempDirectory(directory, "key");
    Path file = own.resolve("store.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "a",
                "-keyalg",
                algorithm,
                "-dname",
                "CN=localhost",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(own.resolve("log").toFile())
            .start();
    assertThat(keytool.waitFor()).as(Files.readString(own.resolve("log"))).isZero();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    byte[] key = store.getKey("a", PASSWORD.toCharArray()).getEncoded();
    return new Pem(
        pem(own.resolve("chain.pem"), "CERTIFICATE", store.getCertificate("a").getEncoded()),
        pem(own.resolve("key.pem"), "PRIVATE KEY", key),
        key);
  }

  private static Path pem(Path file, String type, byte[] content) throws IOException {
    return Files.writeString(
        file,
        "-----BEGIN "
            + type
            + "-----\n"
            + Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                .encodeToString(content)
            + "\n-----END "
            + type
            + "-----\n");
  }
}
