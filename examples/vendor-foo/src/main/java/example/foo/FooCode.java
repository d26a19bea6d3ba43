package example.foo;

import dev.yizhan.codec.code.Category;
import dev.yizhan.codec.code.ResultCode;

/** The vendor's table of codes. */
public enum FooCode implements ResultCode {
  /** Foo does not say which of the two is wrong. */
  WRONG_LOGIN("E1", Category.AUTHENTICATION, "账号或密码错误", "The user or the password is wrong"),
  NO_MONEY("E2", Category.BALANCE, "余额不足", "The balance is too low"),
  FORBIDDEN_WORD("E3", Category.CONTENT, "含有违禁词", "The text contains a forbidden word"),
  BUSY("E9", Category.UNAVAILABLE, "系统忙", "The vendor is busy");

  private final Row row;

  FooCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
