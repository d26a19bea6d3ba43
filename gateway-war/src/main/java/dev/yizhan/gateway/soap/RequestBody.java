package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.FaultCode;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;
import org.jspecify.annotations.Nullable;

/**
 * Reads a body in bounded time and memory: as it comes over the wire and as it is unpacked, no more
 * than the limit.
 */
final class RequestBody {

  private static final int PIECE = 8192;

  /** How many times the limit is read, and thrown away, before a caller is cut off. */
  private static final int PATIENCE = 8;

  private final Limited in;
  private final int longest;

  private RequestBody(InputStream in, int longest, Duration slowest) {
    this.in = new Limited(in, longest, System.nanoTime() + slowest.toNanos());
    this.longest = longest;
  }

  /**
   * Reads a body.
   *
   * @param in as it comes
   * @param encoding what the header says of its packing
   * @param longest how many bytes, packed and unpacked
   * @param slowest how long it may take
   * @return as it was before it was packed
   * @throws GatewayException where it is too long, too slow, or packed in another way
   */
  static byte[] read(InputStream in, @Nullable String encoding, int longest, Duration slowest)
      throws IOException {
    RequestBody body = new RequestBody(in, longest, slowest);
    try {
      return body.unpacked(encoding == null ? "" : encoding.strip().toLowerCase(Locale.ROOT));
    } catch (TooLong e) {
      // Callers that are still writing would not see an answer: what is left is read, up to a
      // point.
      body.in.drain(PATIENCE * (long) longest);
      throw GatewayException.of(
          FaultCode.REQUEST_TOO_LARGE,
          "The body is longer than " + longest + " bytes: send fewer recipients");
    } catch (TooSlow e) {
      throw GatewayException.of(
          FaultCode.REQUEST_TOO_SLOW,
          "The body did not come within " + slowest.toSeconds() + " seconds");
    }
  }

  private byte[] unpacked(String encoding) throws IOException {
    try {
      return switch (encoding) {
        case "", "identity" -> all(in);
        case "gzip", "x-gzip" -> all(new GZIPInputStream(in, PIECE));
        case "deflate" -> all(new InflaterInputStream(in));
        default ->
            throw GatewayException.of(
                FaultCode.NOT_WELL_FORMED,
                "Content-Encoding: gzip and deflate are taken, or leave it out");
      };
    } catch (ZipException | java.io.EOFException e) {
      throw GatewayException.of(
          FaultCode.NOT_WELL_FORMED, "The body is not packed as its Content-Encoding says");
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

  /** What comes over the wire: packed bytes that unpack to nothing are bounded too. */
  private static final class Limited extends InputStream {

    private final InputStream in;
    private final long deadline;
    private long left;

    Limited(InputStream in, long most, long deadline) {
      this.in = in;
      this.left = most;
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
      int read = piece(bytes, offset, length);
      left -= Math.max(0, read);
      if (left < 0) {
        throw new TooLong();
      }
      return read;
    }

    /** Undertow throws a NullPointerException where its own patience is over. */
    private int piece(byte[] bytes, int offset, int length) throws IOException {
      try {
        return in.read(bytes, offset, length);
      } catch (RuntimeException e) {
        throw new IOException("The body did not come", e);
      }
    }

    void drain(long most) throws IOException {
      byte[] thrownAway = new byte[PIECE];
      long more = most;
      int read = 0;
      while (read >= 0 && more > 0 && System.nanoTime() < deadline) {
        read = piece(thrownAway, 0, PIECE);
        more -= read;
      }
    }
  }
}
