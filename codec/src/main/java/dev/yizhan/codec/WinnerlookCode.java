package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/**
 * The codes of winnerlook's trigger service (document 5, table 3; -6 is not in V1.8 but seen,
 * vendor-rules §6).
 */
public enum WinnerlookCode implements ResultCode {
  /** An error in the vendor's application. */
  APPLICATION_ERROR("-1", "应用程序错误", "An error in the vendor's application", Category.OTHER),
  /** The account or its password is wrong. */
  LOGIN_FAILED("-3", "用户名或密码错误", "The account or its password is wrong", Category.AUTHENTICATION),
  /** The text does not fit the registered template. */
  TEMPLATE_MISMATCH(
      "-4", "短信内容和备案的模板不一样", "The text does not fit the registered template", Category.CONTENT),
  /** The signature is wrong. */
  WRONG_SIGNATURE("-5", "签名不正确", "The signature is wrong", Category.CONTENT),
  /** The text holds a forbidden word. */
  FORBIDDEN_WORD("-6", "短信含敏感词", "The text holds a forbidden word", Category.CONTENT),
  /** The account's balance is too low. */
  BALANCE_TOO_LOW("-7", "余额不足", "The account's balance is too low", Category.BALANCE),
  /** No route is available, or not at this hour. */
  NO_ROUTE(
      "-8", "无可用通道或不在通道时间范围", "No route is available, or not at this hour", Category.UNAVAILABLE),
  /** A number is not valid. */
  WRONG_NUMBER("-9", "无效号码", "A number is not valid", Category.RECIPIENT),
  /** The signature has the wrong length. */
  SIGNATURE_LENGTH("-10", "签名内容不符合长度", "The signature has the wrong length", Category.CONTENT),
  /** The account has expired. */
  ACCOUNT_EXPIRED("-11", "用户有效期过期", "The account has expired", Category.AUTHENTICATION),
  /** On a black list. */
  BLACK_LIST("-12", "黑名单", "On a black list", Category.RECIPIENT),
  /** Called too often; the balance may be asked once in 5 s. */
  TOO_FAST(
      "-16",
      "接口请求过于频繁，余额接口 5s 秒一次，其他接口适当调整",
      "Called too often; the balance may be asked once in 5 s",
      Category.THROTTLED),
  /** The caller's IP address is not registered at the vendor. */
  ADDRESS_REFUSED(
      "-17", "非法 IP", "The caller's IP address is not registered at the vendor", Category.BLOCKED),
  /** Msg has the wrong form. */
  TEXT_FORMAT("-18", "Msg 内容格式错误", "Msg has the wrong form", Category.PARAMETER),
  /** Less than 1 message, or more than one call takes. */
  COUNT(
      "-19",
      "短信数量错误,小于 1 /大于 500(个性化)/大于 1000 (群发)",
      "Less than 1 message, or more than one call takes",
      Category.PARAMETER),
  /** A number is wrong or on a black list. */
  NUMBER_OR_BLACK_LIST(
      "-20", "号码错误或者黑名单", "A number is wrong or on a black list", Category.RECIPIENT),
  /** The encrypted text could not be decrypted. */
  DECRYPTION("-23", "解密失败", "The encrypted text could not be decrypted", Category.PARAMETER),
  /** The text holds what the account's own list forbids. */
  SENSITIVE_FOR_USER(
      "-24", "短信包含用户敏感信息", "The text holds what the account's own list forbids", Category.CONTENT),
  /** The account is frozen. */
  ACCOUNT_FROZEN("-25", "用户被冻结", "The account is frozen", Category.BLOCKED),
  /** Invalid data. */
  INVALID_DATA("-26", "无效数据", "Invalid data", Category.PARAMETER),
  /** A parameter is wrong. */
  WRONG_PARAMETER("-27", "请求参数错误", "A parameter is wrong", Category.PARAMETER),
  /** Invalid data. */
  INVALID_DATA_2("-28", "无效数据", "Invalid data", Category.PARAMETER),
  /** The type of the template or of the message is wrong. */
  TEMPLATE_TYPE(
      "-41",
      "指定短信模板类型错误或短信类型参数错误",
      "The type of the template or of the message is wrong",
      Category.PARAMETER),
  /** The extension is not 1 to 16 digits. */
  EXTENSION(
      "-44", "自定义扩展号不符合规则 (1-16 位数字)", "The extension is not 1 to 16 digits", Category.PARAMETER),
  /** On the account's own black list. */
  BLACK_LIST_OF_USER("-46", "用户黑名单", "On the account's own black list", Category.RECIPIENT),
  /** On the vendor's black list. */
  BLACK_LIST_OF_SYSTEM("-47", "系统黑名单", "On the vendor's black list", Category.RECIPIENT),
  /** The number has had too many messages. */
  NUMBER_TOO_OFTEN("-48", "号码超频拦截", "The number has had too many messages", Category.RECIPIENT),
  /** The account's monthly limit is reached. */
  MONTHLY_LIMIT(
      "-51", "超过设置的每月短信条数的限制", "The account's monthly limit is reached", Category.BALANCE),
  /** The text holds what the vendor's list forbids. */
  SENSITIVE_FOR_SYSTEM(
      "-54", "短信包含系统敏感信息", "The text holds what the vendor's list forbids", Category.CONTENT);

  private static final WinnerlookCode[] TABLE = values();

  private final Row row;

  WinnerlookCode(String code, String chinese, String english, Category category) {
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
