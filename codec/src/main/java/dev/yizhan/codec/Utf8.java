package dev.yizhan.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-8, strict: a lone surrogate has no encoding. */
final class Utf8 implements TextCoder {

  /** The form of each byte: up to three characters, their number in the top byte. */
  private static final int[] FORMS = forms();

  @Override
  public String name() {
    return "UTF-8";
  }

  @Override
  public Charset charset() {
    return StandardCharsets.UTF_8;
  }

  @Override
  public boolean has(int codePoint) {
    return codePoint < Character.MIN_SURROGATE || codePoint > Character.MAX_SURROGATE;
  }

  @Override
  public int longestUnit() {
    return 9;
  }

  @Override
  public int write(String text, byte[] form) {
    ByteBuffer to = ByteBuffer.wrap(form).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    for (int i = 0, n = text.length(); i < n; i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        at = put(c, to, at);
      } else if (c < 0x800) {
        at = put(0xC0 | c >> 6, to, at);
        at = put(0x80 | c & 0x3F, to, at);
      } else if (!Character.isSurrogate(c)) {
        at = put(0xE0 | c >> 12, to, at);
        at = put(0x80 | c >> 6 & 0x3F, to, at);
        at = put(0x80 | c & 0x3F, to, at);
      } else if (Character.isHighSurrogate(c)
          && i + 1 < n
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        int codePoint = Character.toCodePoint(c, text.charAt(++i));
        at = put(0xF0 | codePoint >> 18, to, at);
        at = put(0x80 | codePoint >> 12 & 0x3F, to, at);
        at = put(0x80 | codePoint >> 6 & 0x3F, to, at);
        at = put(0x80 | codePoint & 0x3F, to, at);
      } else {
        return ~i;
      }
    }
    return at;
  }

  /** Decodes characters of one and three bytes; all others take the slow path. */
  @Override
  public int readForm(byte[] form, char[] to) {
    ByteBuffer escapes = Escapes.of(form);
    int lastWide = form.length - Escapes.WIDTH - 1;
    int length = 0;
    for (int i = 0; i < form.length; ) {
      long bytes = i <= lastWide ? Escapes.at(escapes, i) : 0;
      if (Escapes.areThree(bytes)) {
        int first = Escapes.first(bytes) ^ 0xE0;
        int second = Escapes.second(bytes) ^ 0x80;
        int third = Escapes.third(bytes, form[i + Escapes.WIDTH]) ^ 0x80;
        int c = first << 12 | second << 6 | third;
        if ((first & ~0xF) == 0
            && ((second | third) & ~0x3F) == 0
            && c >= 0x800
            && c != 0xFFFD
            && !Character.isSurrogate((char) c)) {
          to[length++] = (char) c;
          i += 9;
          continue;
        }
      }
      int b = form[i];
      int ascii = b == '%' ? FormBytes.escaped(form, i) : b;
      if (ascii < 0 || ascii >= 0x80) {
        return -1;
      }
      to[length++] = (char) (b == '+' ? ' ' : ascii);
      i += b == '%' ? 3 : 1;
    }
    return length;
  }

  private static int put(int b, ByteBuffer to, int at) {
    int form = FORMS[b];
    to.putInt(at, form);
    return at + (form >>> 24);
  }

  private static int[] forms() {
    int[] forms = new int[0x100];
    for (int b = 0; b < 0x100; b++) {
      long packed = FormBytes.packed(b);
      forms[b] = (int) (packed & 0xFF_FFFF) | FormBytes.length(packed) << 24;
    }
    return forms;
  }
}
