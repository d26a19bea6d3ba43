package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/** The codes of LinkWS's balance (document 4). */
public enum LinkWsBalanceCode implements ResultCode {
  /** The account is not registered. */
  NOT_REGISTERED("-1", "账号未注册", "The account is not registered", Category.AUTHENTICATION),
  /** Another error. */
  OTHER_ERROR("-2", "其他错误", "Another error", Category.OTHER),
  /** The password is wrong. */
  WRONG_PASSWORD("-3", "密码错误", "The password is wrong", Category.AUTHENTICATION),
  /** No account is given. */
  NO_ACCOUNT("-20", "账号为空", "No account is given", Category.PARAMETER),
  /** No password is given. */
  NO_PASSWORD("-21", "密码为空", "No password is given", Category.PARAMETER),
  /** Asked again within 30 s. */
  TOO_FAST("-101", "调用接口速度太快(大于30s)", "Asked again within 30 s", Category.THROTTLED),
  /** The caller's IP address is on a black list. */
  ADDRESS_BLOCKED("-100", "IP黑名单", "The caller's IP address is on a black list", Category.BLOCKED),
  /** The account is on a black list. */
  ACCOUNT_BLOCKED("-102", "账号黑名单", "The account is on a black list", Category.BLOCKED),
  /** The caller's IP address is not registered at the vendor. */
  ADDRESS_NOT_REGISTERED(
      "-103", "IP未导白", "The caller's IP address is not registered at the vendor", Category.BLOCKED);

  private static final LinkWsBalanceCode[] TABLE = values();

  private final Row row;

  LinkWsBalanceCode(String code, String chinese, String english, Category category) {
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
