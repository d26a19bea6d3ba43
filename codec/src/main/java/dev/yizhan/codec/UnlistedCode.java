package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * A code that stands in no table of its vendor, kept as it came.
 *
 * @param code for example {@code -77}
 */
public record UnlistedCode(String code) implements ResultCode {

  /** Checks that the code is not {@code null}. */
  public UnlistedCode {
    requireNonNull(code, "code");
  }

  @Override
  public String chinese() {
    return "";
  }

  @Override
  public String english() {
    return "A code that the vendor's document does not list";
  }

  @Override
  public Category category() {
    return Category.OTHER;
  }

  @Override
  public boolean retryable() {
    return false;
  }
}
