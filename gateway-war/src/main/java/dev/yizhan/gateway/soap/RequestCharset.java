package dev.yizhan.gateway.soap;

import dev.yizhan.gateway.core.fault.GatewayException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Decides the charset of a request. Callers declare it in the header, in the document, wrongly, or
 * not at all, so the bytes count for more than the declarations: a byte order mark, then strict
 * UTF-8, then the header, then the XML declaration, then GB18030.
 */
final class RequestCharset {

  private static final Charset GB18030 = Charset.forName("GB18030");
  private static final Set<String> GB_NAMES =
      Set.of("gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936");
  private static final Pattern IN_HEADER =
      Pattern.compile("charset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_DOCUMENT =
      Pattern.compile("^\\s*<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");
  private static final Pattern SURROGATE_REFERENCES =
      Pattern.compile(
          "&#(x[dD][89aAbB][0-9a-fA-F]{2}|5[56][0-9]{3});"
              + "&#(x[dD][c-fC-F][0-9a-fA-F]{2}|5[67][0-9]{3});");
  private static final int DECLARATION_BYTES = 256;

  private RequestCharset() {}

  /**
   * Converts a document to UTF-8 without a byte order mark. A pair of character references to
   * surrogates (Axis 1) becomes one character. Returns the same array if nothing changes.
   *
   * @throws GatewayException if no charset fits
   */
  static byte[] utf8(byte[] body, String contentType) {
    byte[] utf8 = decoded(body, contentType);
    String text = new String(utf8, StandardCharsets.UTF_8);
    Matcher pair = SURROGATE_REFERENCES.matcher(text);
    if (!pair.find()) {
      return utf8;
    }
    return pair.replaceAll(
            found -> {
              int high = codeUnit(found.group(1));
              int low = codeUnit(found.group(2));
              boolean isPair =
                  Character.MIN_HIGH_SURROGATE <= high
                      && high <= Character.MAX_HIGH_SURROGATE
                      && Character.MIN_LOW_SURROGATE <= low
                      && low <= Character.MAX_LOW_SURROGATE;
              return Matcher.quoteReplacement(
                  isPair
                      ? Character.toString(Character.toCodePoint((char) high, (char) low))
                      : found.group());
            })
        .getBytes(StandardCharsets.UTF_8);
  }

  private static int codeUnit(String reference) {
    return reference.startsWith("x")
        ? Integer.parseInt(reference.substring(1), 16)
        : Integer.parseInt(reference);
  }

  private static byte[] decoded(byte[] body, String contentType) {
    if (startsWith(body, 0xEF, 0xBB, 0xBF)) {
      return Arrays.copyOfRange(body, 3, body.length);
    }
    Optional<Charset> utf16 = utf16(body);
    if (utf16.isPresent()) {
      return decoded(body, utf16.get())
          .map(RequestCharset::withoutByteOrderMark)
          .orElseThrow(RequestFaults::noCharset)
          .getBytes(StandardCharsets.UTF_8);
    }
    if (decoded(body, StandardCharsets.UTF_8).isPresent()) {
      return body;
    }
    return Stream.of(
            declared(IN_HEADER, contentType),
            declared(IN_DOCUMENT, start(body)),
            Optional.of(GB18030))
        .flatMap(Optional::stream)
        .map(charset -> decoded(body, charset))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(RequestFaults::noCharset)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** By its byte order mark, or by the first character, which must be {@code <}. */
  private static Optional<Charset> utf16(byte[] body) {
    if (startsWith(body, 0xFE, 0xFF) || startsWith(body, 0, '<')) {
      return Optional.of(StandardCharsets.UTF_16BE);
    }
    return startsWith(body, 0xFF, 0xFE) || startsWith(body, '<', 0)
        ? Optional.of(StandardCharsets.UTF_16LE)
        : Optional.empty();
  }

  private static boolean startsWith(byte[] body, int... bytes) {
    for (int i = 0; i < bytes.length; i++) {
      if (i >= body.length || (body[i] & 0xFF) != bytes[i]) {
        return false;
      }
    }
    return true;
  }

  private static String withoutByteOrderMark(String text) {
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static String start(byte[] body) {
    return new String(
        body, 0, Math.min(body.length, DECLARATION_BYTES), StandardCharsets.ISO_8859_1);
  }

  private static Optional<Charset> declared(Pattern where, String text) {
    Matcher matcher = where.matcher(text);
    if (!matcher.find()) {
      return Optional.empty();
    }
    String name = matcher.group(1).toLowerCase(Locale.ROOT);
    if (GB_NAMES.contains(name)) {
      // Callers that declare GB2312 send characters of its successors.
      return Optional.of(GB18030);
    }
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<String> decoded(byte[] body, Charset charset) {
    try {
      return Optional.of(
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT)
              .decode(ByteBuffer.wrap(body))
              .toString());
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }
}
