package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

import java.util.Set;

/**
 * The one-element document with which .NET services answer over plain HTTP: {@code <string
 * xmlns="http://tempuri.org/">…</string>}, or {@code <int …>} from an operation that returns a
 * number.
 *
 * <p>It is not read by an XML parser, since such servers write references to characters that XML
 * forbids (number 1, for example), which every XML parser rejects. The grammar is that of one
 * element with text in it: no document type, no entity but the five that XML defines, no element
 * inside. So there is nothing to expand, to fetch or to nest.
 *
 * <pre>{@code
 * StringElement.unwrap("<string xmlns=\"http://tempuri.org/\">\n-03\n</string>")   // "\n-03\n"
 * StringElement.unwrap("<string xmlns=\"http://tempuri.org/\" />")                // ""
 * }</pre>
 */
public final class StringElement {

  private static final String NAMESPACE = "http://tempuri.org/";
  private static final Set<String> RESULTS = Set.of("string", "int");
  private static final int LONGEST_REFERENCE = 12;
  private static final int LONGEST_NAME = 64;

  private final String document;
  private int at;

  private StringElement(String document) {
    this.document = document;
  }

  /**
   * Extracts the text of the element.
   *
   * @param document the whole answer; a byte order mark, white space, an XML declaration and
   *     comments around the element are ignored
   * @return the text with its references resolved and its white space kept
   * @throws CodecException if the document is anything else
   */
  public static String unwrap(String document) {
    return new StringElement(requireNonNull(document, "document")).read();
  }

  /**
   * Writes a document; control characters become references even where XML forbids them, as on the
   * vendors' servers.
   */
  public static String wrap(String text) {
    return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<string xmlns=\""
        + NAMESPACE
        + "\">"
        + escape(text)
        + "</string>";
  }

  /**
   * Escapes {@code <}, {@code >}, {@code &} and control characters, even where XML forbids those,
   * as the vendors' servers do.
   */
  public static String escape(String text) {
    requireNonNull(text, "text");
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '<' -> escaped.append("&lt;");
        case '>' -> escaped.append("&gt;");
        case '&' -> escaped.append("&amp;");
        default -> {
          if (c < ' ' && c != '\n' && c != '\t') {
            escaped
                .append("&#x")
                .append(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT))
                .append(';');
          } else {
            escaped.append(c);
          }
        }
      }
    }
    return escaped.toString();
  }

  private String read() {
    skipMisc();
    int start = at;
    if (!take("<")) {
      throw CodecException.at(at, "No element");
    }
    String name = name();
    if (!RESULTS.contains(name.substring(name.indexOf(':') + 1))) {
      throw CodecException.at(start, "Neither a string element nor an int element");
    }
    boolean empty = skipStartTag();
    String text = empty ? "" : content(name);
    skipMisc();
    if (at < document.length()) {
      throw CodecException.at(at, "Unexpected content after the element");
    }
    return text;
  }

  private void skipMisc() {
    while (true) {
      skipBlanks();
      if (take("<?")) {
        skipPast("?>");
      } else if (take("<!--")) {
        skipPast("-->");
      } else {
        return;
      }
    }
  }

  private String name() {
    int start = at;
    while (at < document.length()
        && at - start < LONGEST_NAME
        && (Character.isLetterOrDigit(document.charAt(at))
            || ":_-.".indexOf(document.charAt(at)) >= 0)) {
      at++;
    }
    return document.substring(start, at);
  }

  /** Returns whether the start tag is the whole element. */
  private boolean skipStartTag() {
    while (at < document.length()) {
      char c = document.charAt(at++);
      if (c == '"' || c == '\'') {
        skipPast(String.valueOf(c));
      } else if (c == '>') {
        return document.charAt(at - 2) == '/';
      } else if (c == '<') {
        break;
      }
    }
    throw CodecException.at(at, "The start tag does not end");
  }

  private String content(String name) {
    String endTag = "</" + name;
    StringBuilder text = new StringBuilder();
    while (at < document.length()) {
      char c = document.charAt(at);
      if (c == '&') {
        text.appendCodePoint(reference());
      } else if (c != '<') {
        text.append(c);
        at++;
      } else if (take(endTag)) {
        skipBlanks();
        if (!take(">")) {
          throw CodecException.at(at, "The end tag does not end");
        }
        return text.toString();
      } else if (take("<![CDATA[")) {
        int start = at;
        skipPast("]]>");
        text.append(document, start, at - "]]>".length());
      } else if (take("<!--")) {
        skipPast("-->");
      } else {
        throw CodecException.at(at, "An element inside the text");
      }
    }
    throw CodecException.at(at, "The element does not end");
  }

  private int reference() {
    int end = document.indexOf(';', at);
    if (end < 0 || end - at > LONGEST_REFERENCE) {
      throw CodecException.at(at, "A reference does not end");
    }
    String name = document.substring(at + 1, end);
    int character =
        switch (name) {
          case "lt" -> '<';
          case "gt" -> '>';
          case "amp" -> '&';
          case "quot" -> '"';
          case "apos" -> '\'';
          default -> numbered(name);
        };
    if (character < 0 || !Character.isValidCodePoint(character)) {
      throw CodecException.at(at, "A reference to no character");
    }
    at = end + 1;
    return character;
  }

  private static int numbered(String name) {
    if (!name.startsWith("#")) {
      return -1;
    }
    boolean hexadecimal = name.startsWith("#x") || name.startsWith("#X");
    int value = 0;
    int start = hexadecimal ? 2 : 1;
    for (int i = start; i < name.length(); i++) {
      int digit = FormBytes.digit(name.charAt(i));
      if (digit < 0 || (digit > 9 && !hexadecimal) || value > Character.MAX_CODE_POINT) {
        return -1;
      }
      value = value * (hexadecimal ? 16 : 10) + digit;
    }
    return name.length() == start ? -1 : value;
  }

  private boolean take(String expected) {
    if (document.startsWith(expected, at)) {
      at += expected.length();
      return true;
    }
    return false;
  }

  private void skipPast(String end) {
    int found = document.indexOf(end, at);
    if (found < 0) {
      throw CodecException.at(at, "Missing " + end);
    }
    at = found + end.length();
  }

  private void skipBlanks() {
    while (at < document.length() && isBlank(document.charAt(at))) {
      at++;
    }
  }

  private static boolean isBlank(char c) {
    return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\uFEFF';
  }
}
