package dev.yizhan.codec.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The bytes that say a Unicode charset before a text, without being part of it. */
enum ByteOrderMark {
  UTF_8(StandardCharsets.UTF_8, 0xEF, 0xBB, 0xBF),
  UTF_16BE(StandardCharsets.UTF_16BE, 0xFE, 0xFF),
  UTF_16LE(StandardCharsets.UTF_16LE, 0xFF, 0xFE);

  private final Charset charset;

  @SuppressWarnings("ImmutableEnumChecker") // Never handed out, never changed.
  private final byte[] bytes;

  ByteOrderMark(Charset charset, int... bytes) {
    this.charset = charset;
    this.bytes = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      this.bytes[i] = (byte) bytes[i];
    }
  }

  static Optional<ByteOrderMark> before(byte[] text) {
    return Arrays.stream(values()).filter(mark -> mark.isAt(0, text)).findFirst();
  }

  Charset charset() {
    return charset;
  }

  /** The index after the mark: a page and a file that it includes may have one each. */
  int end(byte[] text) {
    int end = 0;
    while (isAt(end, text)) {
      end += bytes.length;
    }
    return end;
  }

  private boolean isAt(int index, byte[] text) {
    return text.length - index >= bytes.length
        && Arrays.equals(text, index, index + bytes.length, bytes, 0, bytes.length);
  }
}
