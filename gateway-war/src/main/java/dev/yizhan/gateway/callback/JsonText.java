package dev.yizhan.gateway.callback;

/** Writes JSON objects (RFC 8259) of strings and booleans, without spaces. */
final class JsonText implements RecordFields.Sink {

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

  JsonText text(String name, String value) {
    name(name);
    string(value);
    isFirst = false;
    return this;
  }

  @Override
  public void field(String name, String value) {
    text(name, value);
  }

  @Override
  public void flag(String name) {
    name(name);
    out.append(true);
    isFirst = false;
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
