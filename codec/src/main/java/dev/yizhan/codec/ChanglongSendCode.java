package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/** The codes of changlong's send (document 3, 1.1.1). */
public enum ChanglongSendCode implements ResultCode {
  /** No number is given. */
  NO_NUMBER("-1", "缺少接收的目标号码", "No number is given", Category.RECIPIENT),
  /** No text is given. */
  NO_TEXT("-2", "缺少短信内容", "No text is given", Category.CONTENT),
  /** The text holds a forbidden word. */
  FORBIDDEN_WORD("-3", "短信内容非法，含有禁发关键词", "The text holds a forbidden word", Category.CONTENT),
  /** More than 100 numbers in one call. */
  TOO_MANY_NUMBERS(
      "-4", "每次请求条数大于最大允许条数 100 条", "More than 100 numbers in one call", Category.PARAMETER),
  /** The login failed, as a rule by a wrong password. */
  LOGIN_FAILED(
      "-7",
      "用户登入信息验证失败(一般为密码错误)",
      "The login failed, as a rule by a wrong password",
      Category.AUTHENTICATION),
  /** The text is longer than 335 characters. */
  TEXT_TOO_LONG(
      "-8", "短信内容长度超过规定最大字符长度 335 个字符", "The text is longer than 335 characters", Category.CONTENT),
  /** The account's balance is too low for this call. */
  BALANCE_TOO_LOW(
      "-9",
      "帐户当前余额不足发送本次请求的条数",
      "The account's balance is too low for this call",
      Category.BALANCE),
  /** The account is locked. */
  ACCOUNT_LOCKED("-10", "帐号已被锁定", "The account is locked", Category.BLOCKED),
  /** The vendor's system is busy and did not take the request. */
  BUSY(
      "-99",
      "系统忙，无法受理此次请求",
      "The vendor's system is busy and did not take the request",
      Category.UNAVAILABLE);

  private static final ChanglongSendCode[] TABLE = values();

  private final Row row;

  ChanglongSendCode(String code, String chinese, String english, Category category) {
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
