package dev.yizhan.gateway.soap.request;

import dev.yizhan.codec.CodecException;
import dev.yizhan.codec.charset.CharsetDecision;
import dev.yizhan.codec.charset.CharsetDetector;
import dev.yizhan.gateway.core.fault.GatewayException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Converts a request to UTF-8. Callers declare its charset in the header, in the document, wrongly,
 * or not at all, so {@link CharsetDetector} decides by evidence.
 */
public final class RequestCharset {

  private static final System.Logger LOG = System.getLogger(RequestCharset.class.getName());
  private static final Pattern SURROGATE_REFERENCES =
      Pattern.compile(
          "&#(x[dD][89aAbB][0-9a-fA-F]{2}|5[56][0-9]{3});"
              + "&#(x[dD][c-fC-F][0-9a-fA-F]{2}|5[67][0-9]{3});");

  private RequestCharset() {}

  /**
   * Converts a document to UTF-8 without a byte order mark.
   *
   * @param contentType of the body, empty if there is none
   * @return the same array if nothing changes
   * @throws GatewayException if no charset fits
   */
  public static byte[] utf8(byte[] body, String contentType) {
    CharsetDecision decision;
    try {
      decision = CharsetDetector.EXPECTING_NOTHING.detect(body, contentType);
    } catch (CodecException e) {
      throw RequestFaults.noCharset();
    }
    if (decision.contradicted()) {
      LOG.log(
          System.Logger.Level.DEBUG,
          "A request is in {0}, which is not what it declares",
          decision.charset());
    }
    if (!decision.charset().equals(StandardCharsets.UTF_8)) {
      return decision.text(body).getBytes(StandardCharsets.UTF_8);
    }
    return decision.start() == 0 ? body : Arrays.copyOfRange(body, decision.start(), body.length);
  }

  /**
   * Makes one character of each pair of references to surrogates, as Axis 1 writes a character
   * above U+FFFF.
   *
   * @param utf8 a document in UTF-8
   * @return the same array if there is no such pair
   */
  public static byte[] withoutSurrogateReferences(byte[] utf8) {
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
}
