package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * The codes of LinkWS's send (document 4; -4 and -11 are not documented but seen, vendor-rules §5).
 */
public enum LinkWsSendCode implements ResultCode {
  /** The account is not registered. */
  NOT_REGISTERED("-1", "账号未注册", "The account is not registered", Category.AUTHENTICATION),
  /** Another error. */
  OTHER_ERROR("-2", "其他错误", "Another error", Category.OTHER),
  /** The account or its password is wrong. */
  LOGIN_FAILED("-3", "帐号或密码错误", "The account or its password is wrong", Category.AUTHENTICATION),
  /** The account's balance is too low. */
  BALANCE_TOO_LOW("-5", "余额不足,请充值", "The account's balance is too low", Category.BALANCE),
  /** The time to send at has the wrong form. */
  TIME_FORMAT("-6", "定时发送时间不是有效的时间格式", "The time to send at has the wrong form", Category.SCHEDULE),
  /** The text does not end in a Chinese signature 【…】. */
  NO_SIGNATURE(
      "-7",
      "提交信息末尾未加签名,请添加中文的企业签名【 】",
      "The text does not end in a Chinese signature 【…】",
      Category.CONTENT),
  /** The text must have 1 to 300 characters. */
  TEXT_LENGTH("-8", "发送内容需在1到300字之间", "The text must have 1 to 300 characters", Category.CONTENT),
  /** No number is given. */
  NO_NUMBER("-9", "发送号码为空", "No number is given", Category.RECIPIENT),
  /** The time to send at is over. */
  TIME_PAST("-10", "定时时间不能小于系统当前时间", "The time to send at is over", Category.SCHEDULE),
  /** The text holds a forbidden word. */
  FORBIDDEN_WORD("-12", "关键字", "The text holds a forbidden word", Category.CONTENT),
  /** No account is given. */
  NO_ACCOUNT("-20", "账号为空", "No account is given", Category.PARAMETER),
  /** No password is given. */
  NO_PASSWORD("-21", "密码为空", "No password is given", Category.PARAMETER),
  /** No text is given. */
  NO_TEXT("-22", "内容为空", "No text is given", Category.CONTENT),
  /** The password is no MD5 of 32 digits. */
  PASSWORD_FORM(
      "-23", "密码异常(请确认是否为32位MD5加密)", "The password is no MD5 of 32 digits", Category.PARAMETER),
  /** The caller's IP address is on a black list. */
  ADDRESS_BLOCKED("-100", "IP黑名单", "The caller's IP address is on a black list", Category.BLOCKED),
  /** The account is on a black list. */
  ACCOUNT_BLOCKED("-102", "账号黑名单", "The account is on a black list", Category.BLOCKED),
  /** The caller's IP address is not registered at the vendor. */
  ADDRESS_NOT_REGISTERED(
      "-103", "IP未导白", "The caller's IP address is not registered at the vendor", Category.BLOCKED),
  /** A number has the wrong form. */
  NUMBER_FORMAT("-4", "号码格式错误", "A number has the wrong form", Category.RECIPIENT),
  /** A number is blocked. */
  NUMBER_BLOCKED("-11", "号码被屏蔽", "A number is blocked", Category.RECIPIENT);

  private static final LinkWsSendCode[] TABLE = values();

  private final Row row;

  LinkWsSendCode(String code, String chinese, String english, Category category) {
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
