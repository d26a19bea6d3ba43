package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.AUTHENTICATION;
import static dev.yizhan.codec.code.Category.BALANCE;
import static dev.yizhan.codec.code.Category.BLOCKED;
import static dev.yizhan.codec.code.Category.CONTENT;
import static dev.yizhan.codec.code.Category.OTHER;
import static dev.yizhan.codec.code.Category.PARAMETER;
import static dev.yizhan.codec.code.Category.RECIPIENT;
import static dev.yizhan.codec.code.Category.SCHEDULE;
import static dev.yizhan.codec.code.Category.THROTTLED;

/**
 * The codes of LinkWS's domestic interface, one table for all its operations: those of document 4,
 * and -4, -8, -11 and -104 as public clients have them (vendor-rules §8, source W). The vendor's
 * own table is not public.
 */
public enum LinkWsDomesticCode implements ResultCode {
  NOT_REGISTERED("-1", AUTHENTICATION, "账号未注册", "The account is not registered"),
  OTHER_ERROR("-2", OTHER, "其他错误", "Another error"),
  LOGIN_FAILED("-3", AUTHENTICATION, "帐号或密码错误", "The account or its password is wrong"),
  NUMBER_FORMAT("-4", RECIPIENT, "号码格式错误", "A number has the wrong form"),
  BALANCE_TOO_LOW("-5", BALANCE, "余额不足,请充值", "The account's balance is too low"),
  TIME_FORMAT("-6", SCHEDULE, "定时发送时间不是有效的时间格式", "The time to send at has the wrong form"),
  NO_SIGNATURE(
      "-7",
      CONTENT,
      "提交信息末尾未加签名,请添加中文的企业签名【 】",
      "The text does not end in a Chinese signature 【…】"),
  TEXT_LENGTH("-8", CONTENT, "发送内容字数超出限制", "The text is empty or too long for this account"),
  NO_NUMBER("-9", RECIPIENT, "发送号码为空", "No number is given"),
  TIME_PAST("-10", SCHEDULE, "定时时间不能小于系统当前时间", "The time to send at is over"),
  NUMBER_BLOCKED("-11", RECIPIENT, "号码被屏蔽", "A number is blocked"),
  KEYWORD("-12", CONTENT, "关键字", "The text holds a forbidden word"),
  NO_ACCOUNT("-20", PARAMETER, "账号为空", "No account is given"),
  NO_PASSWORD("-21", PARAMETER, "密码为空", "No password is given"),
  NO_TEXT("-22", CONTENT, "内容为空", "No text is given"),
  PASSWORD_FORM("-23", PARAMETER, "密码异常", "The password has the wrong form"),
  ADDRESS_BLOCKED("-100", BLOCKED, "IP黑名单", "The caller's IP address is on a black list"),
  TOO_FAST("-101", THROTTLED, "调用接口速度太快(大于30s)", "Asked again within 30 s"),
  ACCOUNT_BLOCKED("-102", BLOCKED, "账号黑名单", "The account is on a black list"),
  ADDRESS_NOT_REGISTERED(
      "-103", BLOCKED, "IP未导白", "The caller's IP address is not registered at the vendor"),
  FORBIDDEN_WORD("-104", CONTENT, "内容含违禁词", "The text holds a word that the vendor forbids");

  private final Row row;

  LinkWsDomesticCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
