package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.internal.Span;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Encodes text as {@code application/x-www-form-urlencoded} in a vendor's charset, and decodes it.
 * No character is lost silently.
 *
 * <p>A space becomes {@code +}; {@code A-Z a-z 0-9 - _ . *} stay; every other byte becomes {@code
 * %HH} in upper case (vendor-rules §1).
 *
 * <pre>{@code
 * FormEncoding.GB2312.encode("你好 A*")                    // "%C4%E3%BA%C3+A*"
 * FormEncoding.GB2312.decode("%C4%E3%BA%C3+A*")          // "你好 A*"
 * FormEncoding.GB2312.encode("好😀")                      // CodecException: U+1F600 at index 1
 * FormEncoding.GB2312.replacing('?').encode("好😀")       // "%BA%C3%3F"
 * FormEncoding.GB2312.substituting().encode("¥5")        // "%A3%A45"
 * }</pre>
 *
 * <p>For every text that {@link #encode(String)} encodes without replacing a character, {@code
 * decode(encode(text))} equals {@code text}.
 */
public final class FormEncoding {

  /**
   * "GB2312" as the vendors' Windows servers mean it: code page 936. {@code €} has no agreed code
   * there: it is refused on encoding, and the byte 80 is read as {@code €}.
   */
  public static final FormEncoding GB2312 =
      new FormEncoding(new CodePage936(), false, Optional.empty());

  /** UTF-8. Only a lone surrogate cannot be encoded. */
  public static final FormEncoding UTF_8 = new FormEncoding(new Utf8(), false, Optional.empty());

  private static final int SLACK = 8;

  private final TextCoder coder;
  private final boolean substituting;
  private final Optional<Character> replacement;

  private FormEncoding(TextCoder coder, boolean substituting, Optional<Character> replacement) {
    this.coder = coder;
    this.substituting = substituting;
    this.replacement = replacement;
  }

  /**
   * A copy that replaces a character that the charset lacks by a harmless substitute ({@code ¥} by
   * {@code ￥}, {@code •} by {@code ·}, a no-break space by a space …); one without a substitute is
   * still an error.
   */
  public FormEncoding substituting() {
    return new FormEncoding(coder, true, replacement);
  }

  /**
   * A copy that replaces a character that the charset lacks (and that has no substitute) by the
   * given one, for example {@code '?'} or {@code '□'}.
   *
   * @throws CodecException if the charset lacks that character too
   */
  public FormEncoding replacing(char character) {
    if (!coder.has(character)) {
      throw CodecException.unencodable(coder.name(), character, 0);
    }
    return new FormEncoding(coder, substituting, Optional.of(character));
  }

  /**
   * The charset of the bytes, {@code x-mswin-936} for GB2312.
   *
   * @throws IllegalStateException if this Java run-time image lacks it
   */
  public Charset charset() {
    return coder.charset();
  }

  /** The characters of a text that the charset lacks, in order. */
  public List<Loss> losses(String text) {
    requireNonNull(text, "text");
    List<Loss> losses = new ArrayList<>();
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (!coder.has(codePoint)) {
        losses.add(new Loss(i, codePoint, substitute(codePoint)));
      }
    }
    return List.copyOf(losses);
  }

  /**
   * Encodes a text as one form component.
   *
   * @return ASCII only
   * @throws CodecException naming the first character that the charset lacks and its index
   */
  public String encode(String text) {
    requireNonNull(text, "text");
    byte[] form =
        new byte[Math.addExact(Math.multiplyExact(text.length(), coder.longestUnit()), SLACK)];
    int length = coder.write(text, form);
    if (length < 0) {
      return encode(replaced(text));
    }
    return new String(form, 0, length, StandardCharsets.ISO_8859_1);
  }

  /**
   * Encodes a whole form, in the order of its parameters: {@code id=u&content=%C4%E3}. A name may
   * occur more than once.
   *
   * @throws CodecException naming the first character that the charset lacks and its index within
   *     its own name or value
   */
  public String encode(List<Parameter> parameters) {
    StringBuilder form = new StringBuilder();
    for (Parameter parameter : parameters) {
      form.append(form.isEmpty() ? "" : "&")
          .append(encode(parameter.name()))
          .append('=')
          .append(encode(parameter.value()));
    }
    return form.toString();
  }

  /**
   * Encodes a text as bytes of the charset, without the form's escapes.
   *
   * @throws CodecException naming the first character that the charset lacks and its index
   */
  public byte[] bytes(String text) {
    requireNonNull(text, "text");
    return (isEncodable(text) ? text : replaced(text)).getBytes(coder.charset());
  }

  /**
   * Decodes bytes of the charset. A byte order mark is dropped in UTF-8.
   *
   * @throws CodecException with the index of the byte that begins no character
   */
  public String text(byte[] bytes) {
    requireNonNull(bytes, "bytes");
    String text = text(bytes, bytes.length);
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  /**
   * Decodes one form component.
   *
   * @param form as {@link #encode(String)} or a less strict encoder writes it: hexadecimal digits
   *     in either case, optional escapes of ASCII characters
   * @throws CodecException with the index into {@code form} of a bad {@code %}, of a character that
   *     is not ASCII, or of the start of a byte sequence that is no character
   */
  public String decode(String form) {
    requireNonNull(form, "form");
    return decode(form, 0, form.length());
  }

  /**
   * Decodes a whole form, in the order of its parameters.
   *
   * @param form for example {@code id=u&content=%C4%E3}; a piece without {@code =} is a name with
   *     an empty value, an empty piece is ignored
   * @throws CodecException as {@link #decode(String)}, with the index into the whole form
   */
  public List<Parameter> parameters(String form) {
    requireNonNull(form, "form");
    List<Parameter> parameters = new ArrayList<>();
    int start = 0;
    while (start <= form.length()) {
      int end = form.indexOf('&', start);
      end = end < 0 ? form.length() : end;
      if (end > start) {
        int equals = Span.find(form, "=", start, end);
        boolean named = equals >= 0;
        parameters.add(
            new Parameter(
                decode(form, start, named ? equals : end),
                named ? decode(form, equals + 1, end) : ""));
      }
      start = end + 1;
    }
    return List.copyOf(parameters);
  }

  private String decode(String form, int from, int to) {
    String piece = from == 0 && to == form.length() ? form : form.substring(from, to);
    // As long as the form is ASCII only, UTF-8 is a plain copy of it.
    byte[] bytes = piece.getBytes(StandardCharsets.UTF_8);
    if (bytes.length != piece.length()) {
      throw CodecException.at(
          from + indexOfNonAscii(piece), "An unescaped character that is not ASCII");
    }
    char[] text = new char[bytes.length];
    int characters = coder.readForm(bytes, text);
    return characters >= 0 ? new String(text, 0, characters) : decodeExactly(form, from, bytes);
  }

  /** The slow path for rare or broken input: unescapes first, so that an error has its index. */
  private String decodeExactly(String form, int from, byte[] bytes) {
    int length = FormBytes.unescape(bytes);
    if (length < 0) {
      throw CodecException.at(from + ~length, "% without two hexadecimal digits");
    }
    try {
      return text(bytes, length);
    } catch (CodecException e) {
      throw CodecException.at(
          formIndex(form, from, e.index()), "Bytes that are not " + coder.name());
    }
  }

  private static int indexOfNonAscii(String text) {
    int i = 0;
    while (text.charAt(i) < 0x80) {
      i++;
    }
    return i;
  }

  private static int formIndex(String form, int from, int bytes) {
    int i = from;
    for (int passed = 0; passed < bytes; passed++) {
      i += form.charAt(i) == '%' ? 3 : 1;
    }
    return i;
  }

  private String text(byte[] bytes, int length) {
    // A decoder that replaces malformed bytes is faster. Code page 936 has no U+FFFD, and a text in
    // UTF-8 rarely contains one, so its absence proves that nothing was malformed.
    String text = new String(bytes, 0, length, coder.charset());
    return text.indexOf('\uFFFD') < 0 ? text : strictText(bytes, length);
  }

  private String strictText(byte[] bytes, int length) {
    ByteBuffer from = ByteBuffer.wrap(bytes, 0, length);
    CharBuffer to = CharBuffer.allocate(length);
    CoderResult result =
        coder
            .charset()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(from, to, true);
    if (result.isError()) {
      throw CodecException.at(from.position(), "Bytes that are not " + coder.name());
    }
    return to.flip().toString();
  }

  /** Throws what {@link #encode(String)} would throw. */
  void check(String text) {
    if (!isEncodable(text)) {
      replaced(text);
    }
  }

  private boolean isEncodable(String text) {
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (!coder.has(codePoint)) {
        return false;
      }
    }
    return true;
  }

  private String replaced(String text) {
    StringBuilder replaced = new StringBuilder(text.length());
    int codePoint;
    for (int i = 0; i < text.length(); i += Character.charCount(codePoint)) {
      codePoint = text.codePointAt(i);
      if (coder.has(codePoint)) {
        replaced.appendCodePoint(codePoint);
      } else {
        replaced.append(replacementOf(codePoint, i));
      }
    }
    return replaced.toString();
  }

  private String replacementOf(int codePoint, int index) {
    return (substituting ? substitute(codePoint) : Optional.<String>empty())
        .or(() -> replacement.map(String::valueOf))
        .orElseThrow(() -> CodecException.unencodable(coder.name(), codePoint, index));
  }

  private Optional<String> substitute(int codePoint) {
    return Substitutes.of(codePoint).filter(text -> text.codePoints().allMatch(coder::has));
  }
}
