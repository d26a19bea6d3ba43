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
  public Row row() {
    return new Row(code, "", "A code that the vendor's document does not list", Category.OTHER);
  }

  /** The code's constant in a table; one that the table lacks is kept as it is. */
  static ResultCode unlessIn(ResultCode[] table, String code) {
    for (ResultCode listed : table) {
      if (listed.code().equals(code)) {
        return listed;
      }
    }
    return new UnlistedCode(code);
  }
}
