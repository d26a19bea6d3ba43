package dev.yizhan.gateway.soap.request;

import java.util.regex.Pattern;

/**
 * Times that stacks without null write for "none": midnight of the first date that a type has, or
 * of zeros. Their offset says nothing, since a client's library adds its own.
 */
public final class PlaceholderTimes {

  private static final String ZONE = "(Z|[+-][0-9]{2}:[0-9]{2})?";

  /** The first dates of .NET, Delphi and OLE, SQL Server, and MySQL. */
  private static final Pattern NONE =
      Pattern.compile(
          "(0001-01-01|1899-12-30|1900-01-01|0000-00-00)([T ]00:00(:00(\\.0+)?)?)?" + ZONE);

  /** The last date of .NET and SQL Server, at any time of the day. */
  private static final Pattern NEVER =
      Pattern.compile("9999-12-31([T ][0-9]{2}:[0-9]{2}(:[0-9]{2}(\\.[0-9]+)?)?)?" + ZONE);

  private static final String END = "expiresAt";

  private PlaceholderTimes() {}

  /**
   * Whether a time means that there is none.
   *
   * @param element its name: only {@code expiresAt} may say "never"
   * @param value without blanks around it
   */
  static boolean isPlaceholder(String element, String value) {
    return NONE.matcher(value).matches() || element.equals(END) && NEVER.matcher(value).matches();
  }
}
