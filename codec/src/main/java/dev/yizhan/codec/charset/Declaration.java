package dev.yizhan.codec.charset;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds declared charsets, and knows what the Chinese names mean. */
final class Declaration {

  /** Empty if this Java run-time image lacks the module jdk.charsets. */
  static final Optional<Charset> CODE_PAGE_936 = supported("x-mswin-936");

  static final Optional<Charset> GB18030 = supported("GB18030");

  private static final Pattern IN_CONTENT_TYPE =
      Pattern.compile("\\bcharset\\s*=\\s*[\"']?([A-Za-z0-9._:-]+)", Pattern.CASE_INSENSITIVE);
  private static final Pattern IN_DOCUMENT =
      Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");
  private static final Pattern SEPARATORS = Pattern.compile("[^a-z0-9]+");
  private static final int SHORTEST = "<?xml encoding=''?>".length();
  private static final int LONGEST = 256;

  /** Lower case, letters and digits only. All of them mean code page 936. */
  private static final Set<String> CHINESE =
      Set.of(
          "gb2312",
          "xgb2312",
          "csgb2312",
          "gb231280",
          "gb23121980",
          "csgb231280",
          "csiso58gb231280",
          "isoir58",
          "chinese",
          "euccn",
          "xeuccn",
          "gbk",
          "xgbk",
          "csgbk",
          "936",
          "cp936",
          "ms936",
          "mswin936",
          "xmswin936",
          "windows936",
          "xwindows936");

  private Declaration() {}

  /** In a Content-Type header. */
  static Optional<Charset> of(String contentType) {
    return contentType.isEmpty() ? Optional.empty() : find(IN_CONTENT_TYPE, contentType);
  }

  /** In an XML declaration, which blanks may precede. */
  static Optional<Charset> of(byte[] document, int start) {
    int at = start;
    while (at < document.length && document[at] <= ' ' && document[at] > 0) {
      at++;
    }
    int length = Math.min(document.length - at, LONGEST);
    if (length < SHORTEST || document[at] != '<') {
      return Optional.empty();
    }
    return find(IN_DOCUMENT, new String(document, at, length, StandardCharsets.ISO_8859_1));
  }

  private static Optional<Charset> find(Pattern where, String text) {
    Matcher matcher = where.matcher(text);
    return matcher.find() ? named(matcher.group(1)) : Optional.empty();
  }

  private static Optional<Charset> named(String name) {
    String plain = SEPARATORS.matcher(name.toLowerCase(Locale.ROOT)).replaceAll("");
    if (plain.startsWith("utf8")) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    if (CHINESE.contains(plain)) {
      return CODE_PAGE_936;
    }
    return plain.startsWith("gb18030") ? GB18030 : supported(name);
  }

  /** Nothing for a charset that this Java run-time image lacks. */
  private static Optional<Charset> supported(String name) {
    try {
      return Optional.of(Charset.forName(name));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
