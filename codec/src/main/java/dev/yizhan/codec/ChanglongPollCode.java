package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/** The codes of changlong's reports and replies (document 3, 1.1.2 and 1.1.3). */
public enum ChanglongPollCode implements ResultCode {
  /** The account does not exist. */
  NO_SUCH_USER("-1", "用户不存在", "The account does not exist", Category.AUTHENTICATION),
  /** The vendor's system is busy, try again later. */
  BUSY("-3", "系统忙，请稍候再试", "The vendor's system is busy, try again later", Category.UNAVAILABLE),
  /** The login failed. */
  LOGIN_FAILED("-7", "帐号登录验证失败", "The login failed", Category.AUTHENTICATION);

  private static final ChanglongPollCode[] TABLE = values();

  private final Row row;

  ChanglongPollCode(String code, String chinese, String english, Category category) {
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
