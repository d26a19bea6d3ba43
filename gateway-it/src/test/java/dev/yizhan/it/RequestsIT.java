package dev.yizhan.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.InputSource;

/**
 * Recorded requests, byte for byte. {@code requests/index.tsv} has the expected answer to each, and
 * what the phones receive.
 */
@ExtendWith(SharedGateway.class)
class RequestsIT {

  private final Gateway gateway = SharedGateway.running();

  /** A line of the index; {@code -} means nothing. */
  record Variant(
      String file, int status, String contentType, String code, String received, String contained) {

    static Variant of(String line) {
      String[] cells = line.split("\t", -1);
      return new Variant(
          cells[0], Integer.parseInt(cells[1]), cells[2], cells[3], cells[4], cells[5]);
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Variant> variants() {
    return new String(read("index.tsv"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> !line.startsWith("#"))
        .map(Variant::of);
  }

  private static byte[] read(String file) {
    try (InputStream in = RequestsIT.class.getResourceAsStream("/requests/" + file)) {
      return Objects.requireNonNull(in, file).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void forgetMessages() {
    gateway.sandbox().forgetMessages();
  }

  @ParameterizedTest
  @MethodSource("variants")
  void answersEachVariant(Variant variant) throws Exception {
    Wire.Answer answer = Wire.exchange(gateway.port(), read(variant.file()));

    assertThat(answer.status()).as(answer.body()).isEqualTo(variant.status());
    assertThat(answer.contentType()).isEqualTo(variant.contentType() + "; charset=utf-8");
    assertThat(answer.header("content-encoding")).isEmpty();
    if (!variant.contained().equals("-")) {
      assertThat(answer.body()).contains(variant.contained());
    }
    if (!variant.contentType().equals("text/plain")) {
      assertThat(answer.body()).startsWith("<?xml");
      // Only callers in encoded style get types.
      assertThat(answer.body().contains("xsi:type"))
          .isEqualTo(variant.contained().contains("xsi:type"));
      var document = DocumentBuilderFactory.newDefaultInstance().newDocumentBuilder();
      assertThat(
              document
                  .parse(new InputSource(new StringReader(answer.body())))
                  .getElementsByTagName("code"))
          .extracting(codes -> codes.getLength() == 0 ? "-" : codes.item(0).getTextContent())
          .isEqualTo(variant.code());
    }
    assertThat(answer.body())
        .doesNotContain("Exception", "\tat ", "dev.yizhan.gateway", "com.sun", "<html");
    String[] received = variant.received().split(" ", 2);
    assertThat(gateway.sandbox().messages()).as("messages").hasSize(Integer.parseInt(received[0]));
    if (received.length > 1) {
      assertThat(gateway.sandbox().messages().getValuesAs(JsonObject.class))
          .allSatisfy(message -> assertThat(message.getString("text")).isEqualTo(received[1]));
    }
  }
}
