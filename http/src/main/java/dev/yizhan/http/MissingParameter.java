package dev.yizhan.http;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The answer of an ASP.NET service (asmx) to a form without one of its parameters: 500 and plain
 * text, in the server's language, with detailed errors on after the name of an exception and before
 * a stack trace (vendor-rules §8). No code of the vendor has run then.
 */
final class MissingParameter {

  /** A character for each byte: Missing parameter, or 缺少参数 in UTF-8 or code page 936. */
  private static final Pattern BEGINNING =
      Pattern.compile(
          "(\\xEF\\xBB\\xBF)?\\s*([A-Za-z.]+Exception: )?"
              + "(Missing parameter"
              + "|\\xE7\\xBC\\xBA\\xE5\\xB0\\x91\\xE5\\x8F\\x82\\xE6\\x95\\xB0"
              + "|\\xC8\\xB1\\xC9\\xD9\\xB2\\xCE\\xCA\\xFD)");

  private MissingParameter() {}

  static boolean isAnsweredBy(VendorResponse response) {
    return response.status() == 500
        && response.contentType().toLowerCase(Locale.ROOT).startsWith("text/plain")
        && BEGINNING.matcher(new String(response.body(), StandardCharsets.ISO_8859_1)).lookingAt();
  }
}
