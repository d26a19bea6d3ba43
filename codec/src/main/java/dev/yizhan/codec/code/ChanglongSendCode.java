package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.AUTHENTICATION;
import static dev.yizhan.codec.code.Category.BALANCE;
import static dev.yizhan.codec.code.Category.BLOCKED;
import static dev.yizhan.codec.code.Category.CONTENT;
import static dev.yizhan.codec.code.Category.PARAMETER;
import static dev.yizhan.codec.code.Category.RECIPIENT;
import static dev.yizhan.codec.code.Category.UNAVAILABLE;

/** The codes of changlong's send (document 3, 1.1.1). */
public enum ChanglongSendCode implements ResultCode {
  NO_NUMBER("-1", RECIPIENT, "缺少接收的目标号码", "No number is given"),
  NO_TEXT("-2", CONTENT, "缺少短信内容", "No text is given"),
  FORBIDDEN_WORD("-3", CONTENT, "短信内容非法，含有禁发关键词", "The text holds a forbidden word"),
  TOO_MANY_NUMBERS("-4", PARAMETER, "每次请求条数大于最大允许条数 100 条", "More than 100 numbers in one call"),
  LOGIN_FAILED(
      "-7",
      AUTHENTICATION,
      "用户登入信息验证失败(一般为密码错误)",
      "The login failed, as a rule by a wrong password"),
  TEXT_TOO_LONG(
      "-8", CONTENT, "短信内容长度超过规定最大字符长度 335 个字符", "The text is longer than 335 characters"),
  BALANCE_TOO_LOW(
      "-9", BALANCE, "帐户当前余额不足发送本次请求的条数", "The account's balance is too low for this call"),
  ACCOUNT_LOCKED("-10", BLOCKED, "帐号已被锁定", "The account is locked"),
  BUSY(
      "-99",
      UNAVAILABLE,
      "系统忙，无法受理此次请求",
      "The vendor's system is busy and did not take the request");

  private final Row row;

  ChanglongSendCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
