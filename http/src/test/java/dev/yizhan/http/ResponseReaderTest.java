package dev.yizhan.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.http.message.BasicClassicHttpResponse;
import org.junit.jupiter.api.Test;

class ResponseReaderTest {

  private static ClassicHttpResponse response(byte[] body) {
    ClassicHttpResponse response = new BasicClassicHttpResponse(200);
    response.setHeader("Content-Type", "text/html");
    response.setEntity(new ByteArrayEntity(body, null));
    return response;
  }

  private static byte[] zipped(String text) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bytes)) {
      out.write(text.getBytes(UTF_8));
    }
    return bytes.toByteArray();
  }

  private static VendorResponse read(ClassicHttpResponse response) throws IOException {
    return ResponseReader.read(
        response, 3, () -> assertThat(response.getFirstHeader("Too-Long")).isNotNull());
  }

  @Test
  void readsStatusTypeAndBody() throws IOException {
    VendorResponse read = read(response("000".getBytes(UTF_8)));
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.contentType()).isEqualTo("text/html");
    assertThat(read.body()).asString(UTF_8).isEqualTo("000");
  }

  @Test
  void readsAResponseWithoutTypeAndBody() throws IOException {
    VendorResponse read = read(new BasicClassicHttpResponse(204));
    assertThat(read.contentType()).isEmpty();
    assertThat(read.body()).isEmpty();
  }

  @Test
  void unzipsABody() throws IOException {
    ClassicHttpResponse response = response(zipped("000"));
    response.setHeader("Content-Encoding", "GZIP");
    assertThat(read(response).body()).asString(UTF_8).isEqualTo("000");
  }

  @Test
  void acceptsAnEmptyBodyThatIsDeclaredAsZipped() throws IOException {
    ClassicHttpResponse response = response(new byte[0]);
    response.setHeader("Content-Encoding", "gzip");
    assertThat(read(response).body()).isEmpty();
  }

  @Test
  void limitsTheUnzippedLength() throws IOException {
    ClassicHttpResponse response = response(zipped("0000"));
    response.setHeader("Content-Encoding", "gzip");
    response.setHeader("Too-Long", "yes");
    assertThatExceptionOfType(ResponseReader.AnswerTooLongException.class)
        .isThrownBy(() -> read(response));
  }
}
