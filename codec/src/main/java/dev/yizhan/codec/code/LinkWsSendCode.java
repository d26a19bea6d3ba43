package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.AUTHENTICATION;
import static dev.yizhan.codec.code.Category.BALANCE;
import static dev.yizhan.codec.code.Category.BLOCKED;
import static dev.yizhan.codec.code.Category.CONTENT;
import static dev.yizhan.codec.code.Category.OTHER;
import static dev.yizhan.codec.code.Category.PARAMETER;
import static dev.yizhan.codec.code.Category.RECIPIENT;
import static dev.yizhan.codec.code.Category.SCHEDULE;

/**
 * The codes of LinkWS's send (document 4; -4, -11 and -104 are undocumented but observed,
 * vendor-rules §§5, 8).
 */
public enum LinkWsSendCode implements ResultCode {
  NOT_REGISTERED("-1", AUTHENTICATION, "账号未注册", "The account is not registered"),
  OTHER_ERROR("-2", OTHER, "其他错误", "Another error"),
  LOGIN_FAILED("-3", AUTHENTICATION, "帐号或密码错误", "The account or its password is wrong"),
  BALANCE_TOO_LOW("-5", BALANCE, "余额不足,请充值", "The account's balance is too low"),
  TIME_FORMAT("-6", SCHEDULE, "定时发送时间不是有效的时间格式", "The time to send at has the wrong form"),
  NO_SIGNATURE(
      "-7",
      CONTENT,
      "提交信息末尾未加签名,请添加中文的企业签名【 】",
      "The text does not end in a Chinese signature 【…】"),
  TEXT_LENGTH("-8", CONTENT, "发送内容需在1到300字之间", "The text must have 1 to 300 characters"),
  NO_NUMBER("-9", RECIPIENT, "发送号码为空", "No number is given"),
  TIME_PAST("-10", SCHEDULE, "定时时间不能小于系统当前时间", "The time to send at is over"),
  FORBIDDEN_WORD("-12", CONTENT, "关键字", "The text holds a forbidden word"),
  NO_ACCOUNT("-20", PARAMETER, "账号为空", "No account is given"),
  NO_PASSWORD("-21", PARAMETER, "密码为空", "No password is given"),
  NO_TEXT("-22", CONTENT, "内容为空", "No text is given"),
  PASSWORD_FORM("-23", PARAMETER, "密码异常(请确认是否为32位MD5加密)", "The password is no MD5 of 32 digits"),
  ADDRESS_BLOCKED("-100", BLOCKED, "IP黑名单", "The caller's IP address is on a black list"),
  ACCOUNT_BLOCKED("-102", BLOCKED, "账号黑名单", "The account is on a black list"),
  ADDRESS_NOT_REGISTERED(
      "-103", BLOCKED, "IP未导白", "The caller's IP address is not registered at the vendor"),
  NUMBER_FORMAT("-4", RECIPIENT, "号码格式错误", "A number has the wrong form"),
  NUMBER_BLOCKED("-11", RECIPIENT, "号码被屏蔽", "A number is blocked"),
  FORBIDDEN_WORD_2("-104", CONTENT, "含有禁发词", "The text holds a forbidden word");

  private final Row row;

  LinkWsSendCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
