package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.AUTHENTICATION;
import static dev.yizhan.codec.code.Category.UNAVAILABLE;

/** The codes of changlong's polls for reports and inbound messages (document 3, 1.1.2, 1.1.3). */
public enum ChanglongPollCode implements ResultCode {
  NO_SUCH_USER("-1", AUTHENTICATION, "用户不存在", "The account does not exist"),
  BUSY("-3", UNAVAILABLE, "系统忙，请稍候再试", "The vendor's system is busy, try again later"),
  LOGIN_FAILED("-7", AUTHENTICATION, "帐号登录验证失败", "The login failed");

  private final Row row;

  ChanglongPollCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
