package dev.yizhan.benchmarks;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;

/** The bytes of one HTTP message as they come in: what is there, and whether it is all of it. */
final class HttpMessage {

  private static final int FIRST_SIZE = 1024;
  private static final int END_OF_HEAD = 4;

  private byte[] bytes = new byte[FIRST_SIZE];
  private int count;
  private int headLength = -1;
  private int bodyLength;
  private boolean isChunked;
  private String head = "";

  /** Takes all of a buffer. */
  void add(ByteBuffer buffer) {
    int more = buffer.remaining();
    if (count + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, count + more));
    }
    buffer.get(bytes, count, more);
    count += more;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Whether the whole message is there. Then {@link #head} and {@link #body} have it. */
  boolean isComplete() {
    if (headLength < 0 && !readHead()) {
      return false;
    }
    return isChunked ? chunkedEnd() >= 0 : count >= headLength + bodyLength;
  }

  private boolean readHead() {
    for (int i = END_OF_HEAD; i <= count; i++) {
      if (bytes[i - 1] == '\n' && bytes[i - 3] == '\n' && bytes[i - 2] == '\r') {
        headLength = i;
        head = new String(bytes, 0, i, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
        isChunked = header("transfer-encoding").contains("chunked");
        String length = header("content-length");
        bodyLength = length.isEmpty() ? 0 : Integer.parseInt(length);
        return true;
      }
    }
    return false;
  }

  /** The index after the last chunk, or -1. */
  private int chunkedEnd() {
    int at = headLength;
    while (true) {
      int lineEnd = at;
      while (lineEnd < count && bytes[lineEnd] != '\n') {
        lineEnd++;
      }
      if (lineEnd >= count) {
        return -1;
      }
      String size = new String(bytes, at, lineEnd - at, StandardCharsets.ISO_8859_1).strip();
      int length = Integer.parseInt(size, 16);
      // The line end after the chunk, or the empty trailer after the last.
      at = lineEnd + 1 + length + 2;
      if (at > count) {
        return -1;
      }
      if (length == 0) {
        return at;
      }
    }
  }

  /** The first line and the headers in lower case. */
  String head() {
    return head;
  }

  /** A header's value in lower case, or an empty text. */
  String header(String name) {
    int at = head.indexOf("\r\n" + name + ":");
    if (at < 0) {
      return "";
    }
    int start = at + name.length() + 3;
    return head.substring(start, head.indexOf("\r\n", start)).strip();
  }

  /** The body in UTF-8. A chunked one still has the sizes of its chunks in it. */
  String body() {
    int end = isChunked ? chunkedEnd() : headLength + bodyLength;
    return new String(bytes, headLength, end - headLength, StandardCharsets.UTF_8);
  }

  /** Forgets the complete message; what came after it is the beginning of the next. */
  void removeFirst() {
    int end = isChunked ? chunkedEnd() : headLength + bodyLength;
    bytes = Arrays.copyOfRange(bytes, end, Math.max(end + FIRST_SIZE, count));
    count -= end;
    headLength = -1;
    isChunked = false;
    head = "";
  }
}
