package dev.yizhan.gateway.core.record;

/**
 * One of the readers of a consumer's records. Each has an acknowledged position of its own for each
 * kind, so that none hides records from another.
 *
 * @param name unique among the readers of a consumer, at most 128 characters; it is stored
 */
public record Reader(String name) {

  /** Who calls {@code FetchReports}, {@code FetchReplies} and {@code Acknowledge}. */
  public static final Reader DEFAULT = new Reader("default");

  /** The consumer's callback. */
  public static final Reader CALLBACK = new Reader("callback");

  private static final String LOGIN_PREFIX = "login:";
  private static final int MAX_LENGTH = 128;

  /** Checks the name's length. */
  public Reader {
    if (name.isEmpty() || name.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("A reader's name has 1 to 128 characters");
    }
  }

  /**
   * Who reads by a login of a front door.
   *
   * @param login its user name, at most 122 characters
   */
  public static Reader login(String login) {
    return new Reader(LOGIN_PREFIX + login);
  }

  @Override
  public String toString() {
    return name;
  }
}
