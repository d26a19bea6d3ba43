package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.AUTHENTICATION;
import static dev.yizhan.codec.code.Category.BALANCE;
import static dev.yizhan.codec.code.Category.BLOCKED;
import static dev.yizhan.codec.code.Category.CONTENT;
import static dev.yizhan.codec.code.Category.OTHER;
import static dev.yizhan.codec.code.Category.PARAMETER;
import static dev.yizhan.codec.code.Category.RECIPIENT;
import static dev.yizhan.codec.code.Category.THROTTLED;
import static dev.yizhan.codec.code.Category.UNAVAILABLE;

/**
 * The codes of winnerlook's trigger service (document 5, table 3; -6, -13 to -15 and -21 are not in
 * V1.8 but observed, vendor-rules §§6, 8).
 */
public enum WinnerlookCode implements ResultCode {
  APPLICATION_ERROR("-1", OTHER, "应用程序错误", "An error in the vendor's application"),
  LOGIN_FAILED("-3", AUTHENTICATION, "用户名或密码错误", "The account or its password is wrong"),
  TEMPLATE_MISMATCH(
      "-4", CONTENT, "短信内容和备案的模板不一样", "The text does not fit the registered template"),
  WRONG_SIGNATURE("-5", CONTENT, "签名不正确", "The signature is wrong"),
  FORBIDDEN_WORD("-6", CONTENT, "短信含敏感词", "The text holds a forbidden word"),
  BALANCE_TOO_LOW("-7", BALANCE, "余额不足", "The account's balance is too low"),
  NO_ROUTE("-8", UNAVAILABLE, "无可用通道或不在通道时间范围", "No route is available, or not at this hour"),
  WRONG_NUMBER("-9", RECIPIENT, "无效号码", "A number is not valid"),
  SIGNATURE_LENGTH("-10", CONTENT, "签名内容不符合长度", "The signature has the wrong length"),
  ACCOUNT_EXPIRED("-11", AUTHENTICATION, "用户有效期过期", "The account has expired"),
  BLACK_LIST("-12", RECIPIENT, "黑名单", "On a black list"),
  VOICE("-13", OTHER, "语音类错误", "An error of voice messages"),
  VOICE_2("-14", OTHER, "语音类错误", "An error of voice messages"),
  VOICE_3("-15", OTHER, "语音类错误", "An error of voice messages"),
  TOO_FAST(
      "-16",
      THROTTLED,
      "接口请求过于频繁，余额接口 5s 秒一次，其他接口适当调整",
      "Called too often; the balance may be asked once in 5 s"),
  ADDRESS_REFUSED(
      "-17", BLOCKED, "非法 IP", "The caller's IP address is not registered at the vendor"),
  TEXT_FORMAT("-18", PARAMETER, "Msg 内容格式错误", "Msg has the wrong form"),
  COUNT(
      "-19",
      PARAMETER,
      "短信数量错误,小于 1 /大于 500(个性化)/大于 1000 (群发)",
      "Less than 1 message, or more than one call takes"),
  NUMBER_OR_BLACK_LIST("-20", RECIPIENT, "号码错误或者黑名单", "A number is wrong or on a black list"),
  NO_SUBMIT_ID("-21", PARAMETER, "未设置 SubmitID", "No SubmitID is set"),
  DECRYPTION("-23", PARAMETER, "解密失败", "The encrypted text could not be decrypted"),
  SENSITIVE_FOR_USER(
      "-24", CONTENT, "短信包含用户敏感信息", "The text holds what the account's own list forbids"),
  ACCOUNT_FROZEN("-25", BLOCKED, "用户被冻结", "The account is frozen"),
  INVALID_DATA("-26", PARAMETER, "无效数据", "Invalid data"),
  WRONG_PARAMETER("-27", PARAMETER, "请求参数错误", "A parameter is wrong"),
  INVALID_DATA_2("-28", PARAMETER, "无效数据", "Invalid data"),
  TEMPLATE_TYPE(
      "-41",
      PARAMETER,
      "指定短信模板类型错误或短信类型参数错误",
      "The type of the template or of the message is wrong"),
  EXTENSION("-44", PARAMETER, "自定义扩展号不符合规则 (1-16 位数字)", "The extension is not 1 to 16 digits"),
  BLACK_LIST_OF_USER("-46", RECIPIENT, "用户黑名单", "On the account's own black list"),
  BLACK_LIST_OF_SYSTEM("-47", RECIPIENT, "系统黑名单", "On the vendor's black list"),
  NUMBER_TOO_OFTEN("-48", RECIPIENT, "号码超频拦截", "The number has had too many messages"),
  MONTHLY_LIMIT("-51", BALANCE, "超过设置的每月短信条数的限制", "The account's monthly limit is reached"),
  SENSITIVE_FOR_SYSTEM(
      "-54", CONTENT, "短信包含系统敏感信息", "The text holds what the vendor's list forbids");

  private final Row row;

  WinnerlookCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
