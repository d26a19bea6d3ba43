package dev.yizhan.codec.code;

import static java.util.Objects.requireNonNull;

/**
 * A code by which a vendor refuses a call. Each table of a vendor's document is an enum; the same
 * code may mean something else in the table of another call.
 *
 * <pre>{@code
 * ResultCode.of(WinicCode.class, "-02")  // WinicCode.NO_SUCH_ACCOUNT
 * ResultCode.of(WinicCode.class, "-77")  // Unlisted[code=-77]
 * }</pre>
 */
public interface ResultCode {

  /**
   * A row of a vendor's table.
   *
   * @param code as the vendor writes it, for example {@code -02}
   * @param category {@link Category#OTHER} if unknown
   * @param chinese the meaning in the vendor's words; empty if the table lacks the code
   * @param english the meaning: one sentence without its full stop
   */
  record Row(String code, Category category, String chinese, String english) {

    /** Checks that nothing is {@code null}. */
    public Row {
      requireNonNull(code, "code");
      requireNonNull(category, "category");
      requireNonNull(chinese, "chinese");
      requireNonNull(english, "english");
    }
  }

  /**
   * A code that no table of its vendor lists.
   *
   * @param code as the vendor wrote it, for example {@code -77}
   */
  record Unlisted(String code) implements ResultCode {

    /** Checks that nothing is {@code null}. */
    public Unlisted {
      requireNonNull(code, "code");
    }

    @Override
    public Row row() {
      return new Row(code, Category.OTHER, "", "A code that the vendor's document does not list");
    }
  }

  /**
   * Finds a code in a table.
   *
   * @param code as the vendor writes it
   * @return a constant of the table, or {@link Unlisted}
   */
  static <E extends Enum<E> & ResultCode> ResultCode of(Class<E> table, String code) {
    requireNonNull(code, "code");
    for (E listed : table.getEnumConstants()) {
      if (listed.code().equals(code)) {
        return listed;
      }
    }
    return new Unlisted(code);
  }

  /** The code with its meaning. */
  Row row();

  /** As the vendor writes it, for example {@code -02}. */
  default String code() {
    return row().code();
  }

  /** {@link Category#OTHER} if unknown. */
  default Category category() {
    return row().category();
  }

  /** The meaning in the vendor's words; empty if the vendor's table lacks the code. */
  default String chinese() {
    return row().chinese();
  }

  /** The meaning: one sentence without its full stop. */
  default String english() {
    return row().english();
  }

  /** Whether the same call may succeed later, although nobody has changed anything. */
  default boolean retryable() {
    return category() == Category.UNAVAILABLE || category() == Category.THROTTLED;
  }

  /**
   * Whether the reason lies with the account or the vendor, so that the same message may well be
   * accepted over another account.
   */
  default boolean isCurableElsewhere() {
    return switch (category()) {
      case AUTHENTICATION, BALANCE, SCHEDULE, THROTTLED, BLOCKED, UNAVAILABLE -> true;
      case CONTENT, RECIPIENT, PARAMETER, OTHER -> false;
    };
  }
}
