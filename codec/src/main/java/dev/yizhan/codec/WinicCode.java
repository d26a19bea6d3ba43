package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * The codes of winic's two services (documents 1 and 2, their last tables; those from {@link
 * #NUMBER_FORMAT} on are not documented but seen, vendor-rules §2). {@link WinicRegisterCode} is
 * the table of the one operation that has its own.
 */
public enum WinicCode implements ResultCode {
  /** The account's balance is too low. */
  BALANCE_TOO_LOW("-01", "用户帐号余额不足", "The account's balance is too low", Category.BALANCE),
  /** The account does not exist. */
  NO_SUCH_ACCOUNT("-02", "用户帐号不存在", "The account does not exist", Category.AUTHENTICATION),
  /** The account's password is wrong. */
  WRONG_PASSWORD("-03", "用户帐号密码不正确", "The account's password is wrong", Category.AUTHENTICATION),
  /** A parameter is wrong. */
  WRONG_PARAMETER("-04", "请求参数错误", "A parameter is wrong", Category.PARAMETER),
  /** Another error. */
  OTHER_ERROR("-12", "其它错误", "Another error", Category.OTHER),
  /** The caller's IP address is not registered at the vendor. */
  ADDRESS_REFUSED(
      "-110",
      "IP 被限制",
      "The caller's IP address is not registered at the vendor",
      Category.BLOCKED),
  /** A number has the wrong form. */
  NUMBER_FORMAT("-05", "号码格式错误", "A number has the wrong form", Category.RECIPIENT),
  /** The text is in the wrong charset. */
  CONTENT_ENCODING("-06", "内容编码错误", "The text is in the wrong charset", Category.CONTENT),
  /** The text holds a forbidden word. */
  SENSITIVE_WORD("-07", "内容含敏感词", "The text holds a forbidden word", Category.CONTENT),
  /** No data; for an international message a number of the wrong form. */
  NO_DATA(
      "-08",
      "没有数据",
      "No data; for an international message a number of the wrong form",
      Category.OTHER),
  /** The vendor's system is being maintained. */
  MAINTENANCE("-09", "系统维护", "The vendor's system is being maintained", Category.UNAVAILABLE),
  /** Too many numbers in one call. */
  TOO_MANY_NUMBERS("-10", "号码数量过多", "Too many numbers in one call", Category.PARAMETER),
  /** The text is too long. */
  CONTENT_TOO_LONG("-11", "内容过长", "The text is too long", Category.CONTENT),
  /** A file could not be transferred. */
  FILE_TRANSFER("-13", "文件传输失败", "A file could not be transferred", Category.OTHER);

  private static final WinicCode[] TABLE = values();

  private final Row row;

  WinicCode(String code, String chinese, String english, Category category) {
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
