package dev.yizhan.gateway.soap.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestBodyTest {

  private static final int LIMIT = 1000;
  private static final Duration LONG = Duration.ofHours(1);
  private static final byte[] BODY = "<a>您的验证码</a>".getBytes(StandardCharsets.UTF_8);

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] deflate(byte[] bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (OutputStream deflate = new DeflaterOutputStream(out)) {
      deflate.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] read(byte[] bytes, @Nullable String encoding) throws IOException {
    return RequestBody.read(new ByteArrayInputStream(bytes), encoding, LIMIT, LONG);
  }

  private static void assertFault(ThrowingCallable call, FaultCode code) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            GatewayException.class, fault -> assertThat(fault.code()).isEqualTo(code));
  }

  /** Bytes without end; counts those that were read. */
  private static final class Endless extends InputStream {

    private long bytes;

    @Override
    public int read() {
      bytes++;
      return 'x';
    }

    @Override
    public int read(byte[] into, int offset, int length) {
      Arrays.fill(into, offset, offset + length, (byte) 'x');
      bytes += length;
      return length;
    }
  }

  @Nested
  class Encodings {

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "identity", " Identity "})
    void mayBeAbsent(@Nullable String encoding) throws IOException {
      assertThat(read(BODY, encoding)).isEqualTo(BODY);
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip", "x-gzip", "GZIP"})
    void mayBeGzip(String encoding) throws IOException {
      assertThat(read(gzip(BODY), encoding)).isEqualTo(BODY);
    }

    @Test
    void mayBeDeflate() throws IOException {
      assertThat(read(deflate(BODY), "deflate")).isEqualTo(BODY);
    }

    @Test
    void ofAnyOtherNameAreFaults() {
      assertFault(() -> read(BODY, "br"), FaultCode.NOT_WELL_FORMED);
    }

    @Test
    void thatDoNotMatchTheBodyAreFaults() {
      assertFault(() -> read(BODY, "gzip"), FaultCode.NOT_WELL_FORMED);
      assertFault(() -> read(BODY, "deflate"), FaultCode.NOT_WELL_FORMED);
      assertFault(() -> read(new byte[0], "gzip"), FaultCode.NOT_WELL_FORMED);
    }

    @Test
    void thatBreakOffAreFaults() throws IOException {
      byte[] whole = gzip(BODY);
      assertFault(
          () -> read(Arrays.copyOf(whole, whole.length / 2), "gzip"), FaultCode.NOT_WELL_FORMED);
    }
  }

  @Nested
  class Size {

    @Test
    void mayReachTheLimit() throws IOException {
      byte[] body = new byte[LIMIT];
      assertThat(read(body, null)).isEqualTo(body);
      assertThat(read(gzip(body), "gzip")).isEqualTo(body);
    }

    @Test
    void mayNotExceedTheLimit() {
      assertFault(() -> read(new byte[LIMIT + 1], null), FaultCode.REQUEST_TOO_LARGE);
    }

    @Test
    void isBoundedAfterDecompression() throws IOException {
      byte[] small = gzip(new byte[1 << 20]);
      assertThat(small.length).isGreaterThan(LIMIT);
      byte[] smaller = gzip(new byte[100 * LIMIT]);
      assertThat(smaller.length).isLessThan(LIMIT);
      assertFault(() -> read(smaller, "gzip"), FaultCode.REQUEST_TOO_LARGE);
    }

    /** Empty stored blocks of deflate: five bytes each that decompress to nothing. */
    @Test
    void isBoundedBeforeDecompression() {
      ByteArrayOutputStream nothing = new ByteArrayOutputStream();
      nothing.writeBytes(new byte[] {0x78, (byte) 0x9C});
      for (int i = 0; i < LIMIT; i++) {
        nothing.writeBytes(new byte[] {0, 0, 0, (byte) 0xFF, (byte) 0xFF});
      }
      assertFault(() -> read(nothing.toByteArray(), "deflate"), FaultCode.REQUEST_TOO_LARGE);
    }

    @Test
    void isReadOnOnlyUpToABoundAfterTheLimit() {
      Endless endless = new Endless();
      assertFault(
          () -> RequestBody.read(endless, null, 100_000, LONG), FaultCode.REQUEST_TOO_LARGE);
      // The limit itself, eight times the limit, and a buffer or two.
      assertThat(endless.bytes).isBetween(900_000L, 950_000L);
    }
  }

  @Nested
  class Time {

    @Test
    void isBoundedHoweverSmallTheBody() {
      assertFault(
          () -> RequestBody.read(new ByteArrayInputStream(BODY), null, LIMIT, Duration.ofNanos(-1)),
          FaultCode.REQUEST_TOO_SLOW);
    }

    @Test
    void isNotSpentOnReadingOn() {
      Endless endless = new Endless();
      assertFault(
          () -> RequestBody.read(endless, null, LIMIT, Duration.ofNanos(-1)),
          FaultCode.REQUEST_TOO_SLOW);
      assertThat(endless.bytes).isZero();
    }
  }

  @Test
  void aServersOwnExceptionIsAnIoException() {
    InputStream undertow =
        new InputStream() {
          @Override
          public int read() {
            throw new NullPointerException("Undertow's time-out");
          }

          @Override
          public int read(byte[] into, int offset, int length) {
            throw new NullPointerException("Undertow's time-out");
          }
        };
    assertThatThrownBy(() -> RequestBody.read(undertow, null, LIMIT, LONG))
        .isInstanceOf(IOException.class)
        .hasMessage("The body did not arrive");
  }
}
