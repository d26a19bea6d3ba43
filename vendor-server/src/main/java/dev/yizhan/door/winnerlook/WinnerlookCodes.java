package dev.yizhan.door.winnerlook;

import dev.yizhan.codec.code.WinnerlookCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.IdRange;
import dev.yizhan.door.Reason;
import java.util.List;
import java.util.Map;

/** What the vendor's answers may be. */
final class WinnerlookCodes {

  /** 19 digits that fit into 64 bits: clients keep them as numbers. */
  static final IdRange IDS =
      new IdRange(2_200_000_000_000_000_001L, 9_199_999_999_999_999_999L, false);

  static final Codes<WinnerlookCode> OF_SENDS =
      Codes.of(
          Map.ofEntries(
              Map.entry(Reason.LOGIN, WinnerlookCode.LOGIN_FAILED),
              Map.entry(Reason.NOT_ALLOWED, WinnerlookCode.ACCOUNT_FROZEN),
              Map.entry(Reason.BALANCE, WinnerlookCode.BALANCE_TOO_LOW),
              Map.entry(Reason.TEXT, WinnerlookCode.SENSITIVE_FOR_SYSTEM),
              Map.entry(Reason.NUMBER, WinnerlookCode.WRONG_NUMBER),
              Map.entry(Reason.NUMBER_TOO_OFTEN, WinnerlookCode.NUMBER_TOO_OFTEN),
              Map.entry(Reason.NUMBER_OPTED_OUT, WinnerlookCode.BLACK_LIST),
              Map.entry(Reason.TIME, WinnerlookCode.WRONG_PARAMETER),
              Map.entry(Reason.TIME_OUT_OF_RANGE, WinnerlookCode.WRONG_PARAMETER),
              Map.entry(Reason.TOO_FAST, WinnerlookCode.TOO_FAST),
              Map.entry(Reason.PARAMETER, WinnerlookCode.WRONG_PARAMETER),
              Map.entry(Reason.UNAVAILABLE, WinnerlookCode.NO_ROUTE),
              Map.entry(Reason.OTHER, WinnerlookCode.APPLICATION_ERROR)));

  static final List<WinnerlookCode> OF_PROTOCOL =
      List.of(
          WinnerlookCode.WRONG_PARAMETER,
          WinnerlookCode.COUNT,
          WinnerlookCode.EXTENSION,
          WinnerlookCode.TEXT_FORMAT,
          WinnerlookCode.DECRYPTION);

  private WinnerlookCodes() {}
}
