package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/** A vendor's word for what went wrong, of one call's own table. */
public interface ResultCode {

  /**
   * A row of a vendor's table.
   *
   * @param code as the vendor writes it, for example {@code -02}
   * @param chinese what it means in the vendor's own words; empty where the table lacks the code
   * @param english what it means: one sentence without its full stop
   * @param category what it is about; {@link Category#OTHER} where nobody knows
   */
  record Row(String code, String chinese, String english, Category category) {

    /** Checks that nothing is {@code null}. */
    public Row {
      requireNonNull(code, "code");
      requireNonNull(chinese, "chinese");
      requireNonNull(english, "english");
      requireNonNull(category, "category");
    }
  }

  /**
   * All that is known of the code.
   *
   * @return its row
   */
  Row row();

  /**
   * The code as the vendor writes it.
   *
   * @return for example {@code -02}
   */
  default String code() {
    return row().code();
  }

  /**
   * What it means in the vendor's own words.
   *
   * @return Chinese; empty where the vendor's table lacks the code
   */
  default String chinese() {
    return row().chinese();
  }

  /**
   * What it means.
   *
   * @return one English sentence without its full stop
   */
  default String english() {
    return row().english();
  }

  /**
   * What it is about.
   *
   * @return {@link Category#OTHER} where nobody knows
   */
  default Category category() {
    return row().category();
  }

  /**
   * Whether the same call may succeed later without anyone having changed anything.
   *
   * @return whether the vendor cannot work now, or was asked too often
   */
  default boolean retryable() {
    return category() == Category.UNAVAILABLE || category() == Category.THROTTLED;
  }

  /**
   * Whether the reason lies with the account or the vendor, so that the same message may well be
   * taken over another account.
   *
   * @return not where it is the text, the number or a parameter, or nobody knows
   */
  default boolean isCurableElsewhere() {
    return switch (category()) {
      case AUTHENTICATION, BALANCE, SCHEDULE, THROTTLED, BLOCKED, UNAVAILABLE -> true;
      case CONTENT, RECIPIENT, PARAMETER, OTHER -> false;
    };
  }
}
