package dev.yizhan.codec.code;

import static dev.yizhan.codec.code.Category.AUTHENTICATION;
import static dev.yizhan.codec.code.Category.BALANCE;
import static dev.yizhan.codec.code.Category.BLOCKED;
import static dev.yizhan.codec.code.Category.CONTENT;
import static dev.yizhan.codec.code.Category.OTHER;
import static dev.yizhan.codec.code.Category.PARAMETER;
import static dev.yizhan.codec.code.Category.RECIPIENT;
import static dev.yizhan.codec.code.Category.UNAVAILABLE;

/**
 * The codes of winic's two services (documents 1 and 2, their last tables; those from {@link
 * #NUMBER_FORMAT} on are undocumented but observed, vendor-rules §2). RegineUser_ has its own
 * table, {@link WinicRegisterCode}.
 */
public enum WinicCode implements ResultCode {
  BALANCE_TOO_LOW("-01", BALANCE, "用户帐号余额不足", "The account's balance is too low"),
  NO_SUCH_ACCOUNT("-02", AUTHENTICATION, "用户帐号不存在", "The account does not exist"),
  WRONG_PASSWORD("-03", AUTHENTICATION, "用户帐号密码不正确", "The account's password is wrong"),
  WRONG_PARAMETER("-04", PARAMETER, "请求参数错误", "A parameter is wrong"),
  OTHER_ERROR("-12", OTHER, "其它错误", "Another error"),
  ADDRESS_REFUSED(
      "-110", BLOCKED, "IP 被限制", "The caller's IP address is not registered at the vendor"),
  NUMBER_FORMAT("-05", RECIPIENT, "号码格式错误", "A number has the wrong form"),
  CONTENT_ENCODING("-06", CONTENT, "内容编码错误", "The text is in the wrong charset"),
  SENSITIVE_WORD("-07", CONTENT, "内容含敏感词", "The text holds a forbidden word"),
  NO_DATA("-08", OTHER, "没有数据", "No data; for an international message a number of the wrong form"),
  MAINTENANCE("-09", UNAVAILABLE, "系统维护", "The vendor's system is being maintained"),
  TOO_MANY_NUMBERS("-10", PARAMETER, "号码数量过多", "Too many numbers in one call"),
  CONTENT_TOO_LONG("-11", CONTENT, "内容过长", "The text is too long"),
  FILE_TRANSFER("-13", OTHER, "文件传输失败", "A file could not be transferred");

  private final Row row;

  WinicCode(String code, Category category, String chinese, String english) {
    this.row = new Row(code, category, chinese, english);
  }

  @Override
  public Row row() {
    return row;
  }
}
