package dev.yizhan.codec;

/** A vendor's word for what went wrong, of one call's own table. */
public interface ResultCode {

  /**
   * The code as the vendor writes it.
   *
   * @return for example {@code -02}
   */
  String code();

  /**
   * What it means in the vendor's own language.
   *
   * @return Chinese; empty where the vendor's table does not have the code
   */
  String chinese();

  /**
   * What it means.
   *
   * @return one English sentence without its full stop
   */
  String english();

  /**
   * What it is about.
   *
   * @return {@link Category#OTHER} where nobody knows
   */
  Category category();

  /**
   * Whether the same call may succeed later without anyone having changed anything.
   *
   * @return {@code false} where nobody knows
   */
  boolean retryable();
}
