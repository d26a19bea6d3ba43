package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.AUTHENTICATION;

/** The codes of changlong's balance query (document 3, 1.1.4). */
public enum ChanglongBalanceCode implements ResultCode {
  NO_SUCH_ACCOUNT("-1", AUTHENTICATION, "帐户不存在", "The account does not exist"),
  LOGIN_FAILED("-7", AUTHENTICATION, "用户登入信息验证失败", "The login failed");

  private final Row row;

  ChanglongBalanceCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
