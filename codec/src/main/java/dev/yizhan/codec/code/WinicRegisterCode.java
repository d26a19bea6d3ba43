package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.PARAMETER;

/** The codes of winic's {@code RegineUser_} (vendor-rules §3). */
public enum WinicRegisterCode implements ResultCode {
  NO_SUCH_AGENT("-01", PARAMETER, "上级帐号不存在", "The agent account does not exist"),
  ACCOUNT_EXISTS("-02", PARAMETER, "帐号已存在", "The account exists already");

  private final Row row;

  WinicRegisterCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
