package dev.yizhan.codec;

import static java.util.Objects.requireNonNull;

/** The codes of winic's {@code RegineUser_}, which are its own (vendor-rules §3). */
public enum WinicRegisterCode implements ResultCode {
  /** The agent account does not exist. */
  NO_SUCH_AGENT("-01", "上级帐号不存在", "The agent account does not exist", Category.PARAMETER),
  /** The account exists already. */
  ACCOUNT_EXISTS("-02", "帐号已存在", "The account exists already", Category.PARAMETER);

  private static final WinicRegisterCode[] TABLE = values();

  private final Row row;

  WinicRegisterCode(String code, String chinese, String english, Category category) {
    this.row = new Row(code, chinese, english, category);
  }

  /**
   * Finds a code.
   *
   * @param code as the vendor writes it
   * @return a constant of this table, else an {@link UnlistedCode}
   */
  public static ResultCode of(String code) {
    return UnlistedCode.unlessIn(TABLE, requireNonNull(code, "code"));
  }

  @Override
  public Row row() {
    return row;
  }
}
