package dev.yizhan.gateway.soap.request;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/** Reads a body in bounded time and memory. The limit holds before and after decompression. */
public final class RequestBody {

  private static final int BUFFER_SIZE = 8192;

  /** How many times the limit is read and discarded before the connection is cut. */
  private static final int DRAINED_LIMITS = 8;

  private final Limited in;
  private final int longest;

  private RequestBody(InputStream in, int longest, Duration slowest) {
    this.in = new Limited(in, longest, System.nanoTime() + slowest.toNanos());
    this.longest = longest;
  }

  /**
   * Reads a body and decompresses it.
   *
   * @param encoding the Content-Encoding, if any
   * @param longest limit in bytes, compressed and decompressed
   * @throws GatewayException if the body is too long, too slow, or compressed otherwise than the
   *     Content-Encoding states
   */
  public static byte[] read(
      InputStream in, @Nullable String encoding, int longest, Duration slowest) throws IOException {
    RequestBody body = new RequestBody(in, longest, slowest);
    try {
      return body.decompressed(encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT));
    } catch (TooLong e) {
      // A caller that is still writing would not see the response: read on, up to a bound.
      body.in.drain(DRAINED_LIMITS * (long) longest);
      throw GatewayException.of(
          FaultCode.REQUEST_TOO_LARGE,
          "The body is longer than " + longest + " bytes: send fewer recipients per call");
    } catch (TooSlow e) {
      throw GatewayException.of(
          FaultCode.REQUEST_TOO_SLOW,
          "The body did not arrive within " + slowest.toSeconds() + " seconds");
    }
  }

  private byte[] decompressed(String encoding) throws IOException {
    try {
      return switch (encoding) {
        case "", "identity" -> all(in);
        case "gzip", "x-gzip" -> all(new GZIPInputStream(in, BUFFER_SIZE));
        case "deflate" -> all(new InflaterInputStream(in));
        default -> {
          if (!isCharset(encoding)) {
            throw RequestFaults.unknownEncoding(encoding);
          }
          yield all(in);
        }
      };
    } catch (ZipException | java.io.EOFException e) {
      throw GatewayException.of(
          FaultCode.NOT_WELL_FORMED, "The body is not compressed as its Content-Encoding states");
    }
  }

  /** Clients written by hand declare the charset here. */
  private static boolean isCharset(String encoding) {
    try {
      return Charset.isSupported(encoding);
    } catch (IllegalCharsetNameException e) {
      return false;
    }
  }

  private byte[] all(InputStream from) throws IOException {
    byte[] bytes = from.readNBytes(longest + 1);
    if (bytes.length > longest) {
      throw new TooLong();
    }
    return bytes;
  }

  private static final class TooLong extends IOException {
    private static final long serialVersionUID = 1L;
  }

  private static final class TooSlow extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Bounds the compressed bytes, which may decompress to nothing. */
  private static final class Limited extends InputStream {

    private final InputStream in;
    private final long deadline;
    private long remaining;

    Limited(InputStream in, long most, long deadline) {
      this.in = in;
      this.remaining = most;
      this.deadline = deadline;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      if (System.nanoTime() > deadline) {
        throw new TooSlow();
      }
      int read = readSome(bytes, offset, length);
      remaining -= Math.max(0, read);
      if (remaining < 0) {
        throw new TooLong();
      }
      return read;
    }

    /** Undertow throws a NullPointerException after its own time-out. */
    private int readSome(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (RuntimeException e) {
        throw new IOException("The body did not arrive", e);
      }
    }

    void drain(long most) throws IOException {
      byte[] discarded = new byte[BUFFER_SIZE];
      long more = most;
      int read = 0;
      while (read >= 0 && more > 0 && System.nanoTime() < deadline) {
        read = readSome(discarded, 0, BUFFER_SIZE);
        more -= read;
      }
    }
  }
}
