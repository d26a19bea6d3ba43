package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/** The codes of changlong's balance (document 3, 1.1.4). */
public enum ChanglongBalanceCode implements ResultCode {
  /** The account does not exist. */
  NO_SUCH_ACCOUNT("-1", "帐户不存在", "The account does not exist", Category.AUTHENTICATION),
  /** The login failed. */
  LOGIN_FAILED("-7", "用户登入信息验证失败", "The login failed", Category.AUTHENTICATION);

  private static final ChanglongBalanceCode[] TABLE = values();

  private final Row row;

  ChanglongBalanceCode(String code, String chinese, String english, Category category) {
    this.row = new Row(code, chinese, english, category);
  }

  /**
   * Finds a code.
   *
   * @param code as the vendor writes it
   * @return a constant of this table, else an {@link UnlistedCode}
   */
  public static ResultCode of(String code) {
    return UnlistedCode.unlessIn(TABLE, requireNonNull(code, "code"));
  }

  @Override
  public Row row() {
    return row;
  }
}
