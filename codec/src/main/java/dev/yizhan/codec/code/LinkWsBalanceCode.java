package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.AUTHENTICATION;
import static dev.yizhan.codec.code.Category.BLOCKED;
import static dev.yizhan.codec.code.Category.OTHER;
import static dev.yizhan.codec.code.Category.PARAMETER;
import static dev.yizhan.codec.code.Category.THROTTLED;

/** The codes of LinkWS's balance query (document 4). */
public enum LinkWsBalanceCode implements ResultCode {
  NOT_REGISTERED("-1", AUTHENTICATION, "账号未注册", "The account is not registered"),
  OTHER_ERROR("-2", OTHER, "其他错误", "Another error"),
  WRONG_PASSWORD("-3", AUTHENTICATION, "密码错误", "The password is wrong"),
  NO_ACCOUNT("-20", PARAMETER, "账号为空", "No account is given"),
  NO_PASSWORD("-21", PARAMETER, "密码为空", "No password is given"),
  TOO_FAST("-101", THROTTLED, "调用接口速度太快(大于30s)", "Asked again within 30 s"),
  ADDRESS_BLOCKED("-100", BLOCKED, "IP黑名单", "The caller's IP address is on a black list"),
  ACCOUNT_BLOCKED("-102", BLOCKED, "账号黑名单", "The account is on a black list"),
  ADDRESS_NOT_REGISTERED(
      "-103", BLOCKED, "IP未导白", "The caller's IP address is not registered at the vendor");

  private final Row row;

  LinkWsBalanceCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
