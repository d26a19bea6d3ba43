package dev.yizhan.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** UTF-8, strict: a lone surrogate has no encoding. */
final class Utf8 implements TextCoder {

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);

  /** For each byte its form, up to three characters, their number in the top byte. */
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
  public int write(String text, byte[] to) {
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

  private static int put(int b, byte[] to, int at) {
    int form = FORMS[b];
    INT.set(to, at, form);
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
