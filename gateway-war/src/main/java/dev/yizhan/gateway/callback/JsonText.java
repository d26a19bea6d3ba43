package dev.yizhan.gateway.callback;

import java.util.Optional;

/** Writes JSON objects (RFC 8259) of strings and booleans, without spaces. */
final class JsonText {

  private static final int FIRST_PRINTABLE = 0x20;

  private final StringBuilder out = new StringBuilder();
  private boolean isFirst = true;

  JsonText open(char bracket) {
    separate();
    out.append(bracket);
    isFirst = true;
    return this;
  }

  JsonText close(char bracket) {
    out.append(bracket);
    isFirst = false;
    return this;
  }

  JsonText name(String name) {
    separate();
    string(name);
    out.append(':');
    isFirst = true;
    return this;
  }

  JsonText field(String name, String value) {
    name(name);
    string(value);
    isFirst = false;
    return this;
  }

  /** Nothing, if there is no value. */
  JsonText field(String name, Optional<String> value) {
    return value.map(text -> field(name, text)).orElse(this);
  }

  /** Nothing, unless it is true. */
  JsonText flag(String name, boolean value) {
    if (value) {
      name(name);
      out.append(true);
      isFirst = false;
    }
    return this;
  }

  private void separate() {
    if (!isFirst) {
      out.append(',');
    }
    isFirst = false;
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < FIRST_PRINTABLE) {
        out.append(String.format("\\u%04x", (int) c));
      } else if (isLoneSurrogate(text, i)) {
        out.append('\uFFFD');
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean isLoneSurrogate(String text, int index) {
    char c = text.charAt(index);
    if (Character.isHighSurrogate(c)) {
      return index + 1 == text.length() || !Character.isLowSurrogate(text.charAt(index + 1));
    }
    return Character.isLowSurrogate(c)
        && (index == 0 || !Character.isHighSurrogate(text.charAt(index - 1)));
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
