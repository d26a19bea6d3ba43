package dev.yizhan.codec.charset;

import static dev.yizhan.codec.charset.Declaration.CODE_PAGE_936;
import static dev.yizhan.codec.charset.Declaration.GB18030;
import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.FormEncoding;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Decides the charset of bytes that somebody else wrote (vendor-rules §8). Declarations are missing
 * or wrong often, so they are evidence, not commands.
 *
 * <ol>
 *   <li>A byte order mark decides. UTF-16 without one is known by its first character, if that is
 *       ASCII.
 *   <li>Otherwise the possible readings are collected, those in which all bytes are valid: UTF-8,
 *       what is declared, code page 936, and GB18030 where it is declared or where code page 936
 *       fails. If there is one, it is that.
 *   <li>Of several, the more plausible one, but a declared one stands if it has ASCII, hanzi of
 *       GB2312 and common punctuation only, or if the other is not far more plausible. UTF-8 never
 *       overrules another declaration with fewer than two characters of three bytes or more; only
 *       UTF-8 does, and code page 936 overrules UTF-8.
 *   <li>A declared charset of one byte a character fits anything and proves nothing: it is used
 *       where nothing else is possible.
 * </ol>
 *
 * <p>Every Chinese name ({@code GBK}, {@code gb2312}, {@code EUC-CN}, {@code windows-936} …) means
 * code page 936, except {@code GB18030}.
 *
 * <pre>{@code
 * CharsetDetector.EXPECTING_NOTHING.detect(body, "text/xml; charset=GBK").charset()
 * CharsetDetector.expecting(FormEncoding.GB2312.charset()).text(answer, "text/html")
 * }</pre>
 *
 * <p>One pass over ASCII, two over what is plainly UTF-8; a few passes over what is ambiguous.
 */
public final class CharsetDetector {

  /** Knows nothing about the sender. */
  public static final CharsetDetector EXPECTING_NOTHING = new CharsetDetector(Optional.empty());

  private static final int CHUNK = 4096;
  private static final int FIRST_PRIVATE = 0xE000;
  private static final int LAST_PRIVATE = 0xF8FF;
  private static final String ASCII_SAMPLE = "<?xml {\"0|A\"}";

  private final Optional<Charset> expected;

  private CharsetDetector(Optional<Charset> expected) {
    this.expected = expected;
  }

  /**
   * A detector for a sender whose charset is documented. That counts as one more declaration.
   *
   * @param charset a superset of ASCII
   */
  public static CharsetDetector expecting(Charset charset) {
    return new CharsetDetector(Optional.of(charset));
  }

  /**
   * Decodes the bytes.
   *
   * @param contentType as for {@link #detect}
   * @return without a byte order mark
   * @throws CodecException as {@link #detect}
   */
  public String text(byte[] bytes, String contentType) {
    return detect(bytes, contentType).text(bytes);
  }

  /**
   * Decides. An XML declaration is found in the bytes.
   *
   * @param contentType the header's value with or without {@code charset}, empty if there is none
   * @throws CodecException with the index of the first byte that is not ASCII, if no charset fits
   * @throws IllegalStateException if only a charset could fit that this Java run-time image lacks
   */
  public CharsetDecision detect(byte[] bytes, String contentType) {
    requireNonNull(contentType, "contentType");
    Optional<ByteOrderMark> mark = ByteOrderMark.before(bytes);
    if (mark.isPresent()) {
      return marked(mark.get(), bytes, contentType);
    }
    Optional<Charset> utf16 = utf16(bytes);
    if (utf16.isPresent() && isValid(bytes, 0, utf16.get())) {
      return decision(utf16.get(), 0, declared(bytes, 0, contentType));
    }
    return evident(bytes, 0, contentType);
  }

  /**
   * The mark decides, unless the rest is not valid: an ASP page in GB2312 that includes a file in
   * UTF-8 begins with the mark of that file.
   */
  private CharsetDecision marked(ByteOrderMark mark, byte[] bytes, String contentType) {
    int start = mark.end(bytes);
    return isValid(bytes, start, mark.charset())
        ? decision(mark.charset(), start, declared(bytes, start, contentType))
        : evident(bytes, start, contentType);
  }

  private CharsetDecision evident(byte[] bytes, int start, String contentType) {
    int from = indexOfNonAscii(bytes, start);
    if (from == bytes.length) {
      return new CharsetDecision(StandardCharsets.UTF_8, start, false);
    }
    List<Charset> declared = declared(bytes, start, contentType);
    List<Charset> possible = possible(bytes, from, declared);
    Charset charset =
        possible.isEmpty()
            ? ofOneByte(bytes, from, declared)
            : mostPlausible(possible, declared, bytes, Math.max(start, from - 1));
    return decision(charset, start, declared);
  }

  private List<Charset> declared(byte[] bytes, int start, String contentType) {
    return Stream.of(Declaration.of(contentType), Declaration.of(bytes, start), expected)
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  private static CharsetDecision decision(Charset charset, int start, List<Charset> declared) {
    return new CharsetDecision(charset, start, !declared.isEmpty() && !declares(declared, charset));
  }

  /** GB18030 is what a Chinese declaration means where code page 936 fails. */
  private static boolean declares(List<Charset> declared, Charset charset) {
    return declared.contains(charset)
        || isChinese(charset) && declared.stream().anyMatch(CharsetDetector::isChinese)
        || isUtf16(charset) && declared.stream().anyMatch(CharsetDetector::isUtf16);
  }

  private static boolean isChinese(Charset charset) {
    return CODE_PAGE_936.filter(charset::equals).isPresent() || isGb18030(charset);
  }

  private static boolean isGb18030(Charset charset) {
    return GB18030.filter(charset::equals).isPresent();
  }

  private static boolean isUtf16(Charset charset) {
    return charset.name().startsWith("UTF-16");
  }

  private static Optional<Charset> utf16(byte[] bytes) {
    if (bytes.length < 2 || (bytes[0] == 0) == (bytes[1] == 0)) {
      return Optional.empty();
    }
    return Optional.of(bytes[0] == 0 ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_16LE);
  }

  private static int indexOfNonAscii(byte[] bytes, int start) {
    int i = start;
    while (i < bytes.length && bytes[i] >= 0) {
      i++;
    }
    return i;
  }

  /** The possible charsets of more than one byte a character, UTF-8 first. */
  private static List<Charset> possible(byte[] bytes, int from, List<Charset> declared) {
    List<Charset> candidates = new ArrayList<>();
    candidates.add(StandardCharsets.UTF_8);
    for (Charset charset : declared) {
      if (!candidates.contains(charset)
          && !isChinese(charset)
          && !hasOneByte(charset)
          && hasAscii(charset)) {
        candidates.add(charset);
      }
    }
    candidates.removeIf(charset -> !isValid(bytes, from, charset));
    chinese(bytes, from, declared).ifPresent(candidates::add);
    return candidates;
  }

  /**
   * Code page 936, except where GB18030 is declared. The codes in which the two differ are for
   * private use in code page 936, so it fails where they occur.
   */
  private static Optional<Charset> chinese(byte[] bytes, int from, List<Charset> declared) {
    Optional<Charset> codePage936 = CODE_PAGE_936.filter(charset -> isValid(bytes, from, charset));
    boolean isGb18030Declared =
        declared.stream()
            .filter(CharsetDetector::isChinese)
            .findFirst()
            .filter(CharsetDetector::isGb18030)
            .isPresent();
    return !isGb18030Declared
            && codePage936.isPresent()
            && !hasPrivateUse(new String(bytes, from, bytes.length - from, codePage936.get()))
        ? codePage936
        : GB18030.filter(charset -> isValid(bytes, from, charset)).or(() -> codePage936);
  }

  private static boolean hasPrivateUse(String text) {
    return text.chars().anyMatch(c -> FIRST_PRIVATE <= c && c <= LAST_PRIVATE);
  }

  private static boolean hasOneByte(Charset charset) {
    return !charset.canEncode() || charset.newEncoder().maxBytesPerChar() <= 1;
  }

  private static boolean hasAscii(Charset charset) {
    return ASCII_SAMPLE.equals(
        new String(ASCII_SAMPLE.getBytes(StandardCharsets.US_ASCII), charset));
  }

  private static Charset ofOneByte(byte[] bytes, int from, List<Charset> declared) {
    Optional<Charset> fitting =
        declared.stream()
            .filter(charset -> hasOneByte(charset) && hasAscii(charset))
            .filter(charset -> isValid(bytes, from, charset))
            .findFirst();
    if (fitting.isEmpty()) {
      // If this Java run-time image lacks the charset, that is the reason to name.
      Object unused = FormEncoding.GB2312.charset();
      throw CodecException.at(from, "Bytes that are in no possible charset");
    }
    return fitting.get();
  }

  private static Charset mostPlausible(
      List<Charset> possible, List<Charset> declared, byte[] bytes, int from) {
    if (possible.size() == 1) {
      return possible.get(0);
    }
    List<Reading> readings =
        possible.stream()
            .map(charset -> Reading.of(charset, declares(declared, charset), bytes, from))
            .toList();
    Optional<Reading> ofDeclared =
        readings.stream().filter(Reading::isDeclared).reduce(Reading::better);
    Optional<Reading> ofOthers =
        readings.stream().filter(reading -> !reading.isDeclared()).reduce(Reading::better);
    return ofOthers
        .filter(other -> ofDeclared.isEmpty() || other.overrules(ofDeclared.get()))
        .or(() -> ofDeclared)
        .orElseThrow()
        .charset();
  }

  private static boolean isValid(byte[] bytes, int from, Charset charset) {
    CharsetDecoder decoder =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    ByteBuffer in = ByteBuffer.wrap(bytes, from, bytes.length - from);
    CharBuffer out = CharBuffer.allocate(Math.min(in.remaining() + 2, CHUNK));
    CoderResult result = decoder.decode(in, out, true);
    while (result.isOverflow()) {
      out.clear();
      result = decoder.decode(in, out, true);
    }
    return !result.isError();
  }
}
