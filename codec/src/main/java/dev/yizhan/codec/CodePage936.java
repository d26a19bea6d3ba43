package dev.yizhan.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Code page 936, which Windows servers call "GB2312".
 *
 * <p>Encoding is one look-up and one eight-byte store per character: {@link Table#FORMS} contains,
 * for each UTF-16 unit, up to six characters of form ({@code %C4%E3}) and their number.
 */
final class CodePage936 implements TextCoder {

  private static final @Nullable Charset CHARSET =
      Charset.isSupported("x-mswin-936") ? Charset.forName("x-mswin-936") : null;

  private static final int EURO = 0x80;
  private static final char MALFORMED = '\uFFFD';

  @Override
  public String name() {
    return "GB2312";
  }

  @Override
  public Charset charset() {
    if (CHARSET == null) {
      throw new IllegalStateException(
          "This Java run-time image lacks the charset x-mswin-936 (GB2312): add the module"
              + " jdk.charsets to it");
    }
    return CHARSET;
  }

  @Override
  public boolean has(int codePoint) {
    charset();
    return codePoint < 0x10000 && Table.FORMS[codePoint] != 0;
  }

  @Override
  public int longestUnit() {
    return 6;
  }

  @Override
  public int write(String text, byte[] to) {
    charset();
    long[] forms = Table.FORMS;
    // No VarHandle: its first use alone costs a process 10 ms.
    ByteBuffer out = ByteBuffer.wrap(to).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    for (int i = 0, n = text.length(); i < n; i++) {
      long form = forms[text.charAt(i)];
      if (form == 0) {
        return ~i;
      }
      out.putLong(at, form);
      at += FormBytes.length(form);
    }
    return at;
  }

  /** The usual pair of escapes is read here; rarer forms have a separate method. */
  @Override
  public int readForm(byte[] form, char[] to) {
    charset();
    char[] characters = Table.CHARACTERS;
    ByteBuffer escapes = Escapes.of(form);
    int lastWide = form.length - Escapes.WIDTH;
    int length = 0;
    for (int i = 0; i < form.length; ) {
      if (i <= lastWide) {
        long bytes = Escapes.at(escapes, i);
        int first = Escapes.first(bytes);
        int second = Escapes.second(bytes);
        if (Escapes.areTwo(bytes) && (first | second) > EURO && first > EURO) {
          char c = characters[(first & 0x7F) << 8 | second];
          if (c == MALFORMED) {
            return -1;
          }
          to[length++] = c;
          i += 6;
          continue;
        }
      }
      int read = readOne(form, i, characters);
      if (read < 0) {
        return -1;
      }
      to[length++] = (char) read;
      i += read >>> 16;
    }
    return length;
  }

  /** A character, with the number of its bytes in the form in the upper half; or -1. */
  private static int readOne(byte[] form, int i, char[] characters) {
    int b = form[i];
    if (b != '%') {
      return (b == '+' ? ' ' : b) | 1 << 16;
    }
    int lead = FormBytes.escaped(form, i);
    if (lead >= 0 && lead < EURO) {
      return lead | 3 << 16;
    }
    if (lead <= EURO || i + 3 >= form.length) {
      return -1;
    }
    boolean escaped = form[i + 3] == '%';
    int trail = escaped ? FormBytes.escaped(form, i + 3) : form[i + 3];
    char c = trail < 0 ? MALFORMED : characters[(lead & 0x7F) << 8 | trail];
    return c == MALFORMED ? -1 : c | (escaped ? 6 : 4) << 16;
  }

  /** 512 KiB for encoding and 64 KiB for decoding, built at first use. */
  private static final class Table {

    private static final int LEAD_FIRST = 0x81;
    private static final int LEAD_LAST = 0xFE;
    private static final int TRAIL_FIRST = 0x40;
    private static final int TRAIL_LAST = 0xFE;

    /** The character of each pair of bytes, without the first one's upper bit; or U+FFFD. */
    static final char[] CHARACTERS = characters(new CodePage936().charset());

    /** The form of each UTF-16 unit, or 0. */
    static final long[] FORMS = forms(CHARACTERS);

    /**
     * All pairs are decoded at once, each followed by a line feed, which cannot be part of a pair.
     */
    private static char[] characters(Charset charset) {
      byte[] pairs = new byte[3 * (LEAD_LAST - LEAD_FIRST + 1) * (TRAIL_LAST - TRAIL_FIRST + 1)];
      int length = 0;
      for (int lead = LEAD_FIRST; lead <= LEAD_LAST; lead++) {
        for (int trail = TRAIL_FIRST; trail <= TRAIL_LAST; trail++) {
          pairs[length++] = (byte) lead;
          pairs[length++] = (byte) trail;
          pairs[length++] = '\n';
        }
      }
      char[] lines = new String(pairs, charset).toCharArray();
      char[] characters = new char[0x8000];
      Arrays.fill(characters, '\uFFFD');
      int from = 0;
      for (int pair = 0; pair < length; pair += 3) {
        if (lines[from + 1] == '\n') {
          characters[(pairs[pair] & 0x7F) << 8 | pairs[pair + 1] & 0xFF] = lines[from];
        }
        while (lines[from++] != '\n') {
          // A pair that is not in the code page is decoded as two characters or more.
        }
      }
      return characters;
    }

    private static long[] forms(char[] characters) {
      long[] forms = new long[0x10000];
      for (int b = 0; b < 0x80; b++) {
        forms[b] = FormBytes.packed(b);
      }
      for (int pair = 0; pair < characters.length; pair++) {
        if (characters[pair] != '\uFFFD') {
          forms[characters[pair]] = FormBytes.packed(0x80 | pair >> 8, pair & 0xFF);
        }
      }
      return forms;
    }
  }
}
