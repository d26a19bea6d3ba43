package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * A code that no table of its vendor lists.
 *
 * @param code as the vendor wrote it, for example {@code -77}
 */
public record UnlistedCode(String code) implements ResultCode {

  /** Checks that nothing is {@code null}. */
  public UnlistedCode {
    requireNonNull(code, "code");
  }

  @Override
  public Row row() {
    return new Row(code, Category.OTHER, "", "A code that the vendor's document does not list");
  }
}
