package dev.yizhan.gateway.core.optout;

import java.util.Locale;

/**
 * A list of numbers that have opted out.
 *
 * @param name of the consumer or account whose list it is
 */
public record OptOutList(Kind kind, String name) implements Comparable<OptOutList> {

  /** Who has lists. */
  public enum Kind {
    CONSUMER,
    ACCOUNT
  }

  public static OptOutList ofConsumer(String name) {
    return new OptOutList(Kind.CONSUMER, name);
  }

  public static OptOutList ofAccount(String name) {
    return new OptOutList(Kind.ACCOUNT, name);
  }

  /** Reads what {@link #toString} writes. */
  public static OptOutList parse(String text) {
    int blank = text.indexOf(' ');
    return new OptOutList(
        Kind.valueOf(text.substring(0, blank).toUpperCase(Locale.ROOT)), text.substring(blank + 1));
  }

  /** For example {@code consumer shop}. */
  @Override
  public String toString() {
    return kind.name().toLowerCase(Locale.ROOT) + ' ' + name;
  }

  @Override
  public int compareTo(OptOutList other) {
    return toString().compareTo(other.toString());
  }
}
