package dev.yizhan.door.changlong;

import dev.yizhan.codec.code.ChanglongSendCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.IdRange;
import dev.yizhan.door.Reason;
import java.util.List;
import java.util.Map;

/** What the vendor's answers may be. */
final class ChanglongCodes {

  /** Seven digits and more, as the document's. */
  static final IdRange IDS = new IdRange(1_000_001, 999_999_999_999L, true);

  static final Codes<ChanglongSendCode> OF_SENDS =
      Codes.of(
          Map.ofEntries(
              Map.entry(Reason.LOGIN, ChanglongSendCode.LOGIN_FAILED),
              Map.entry(Reason.NOT_ALLOWED, ChanglongSendCode.ACCOUNT_LOCKED),
              Map.entry(Reason.BALANCE, ChanglongSendCode.BALANCE_TOO_LOW),
              Map.entry(Reason.TEXT, ChanglongSendCode.FORBIDDEN_WORD),
              Map.entry(Reason.NUMBER, ChanglongSendCode.NO_NUMBER),
              Map.entry(Reason.NUMBER_TOO_OFTEN, ChanglongSendCode.NO_NUMBER),
              Map.entry(Reason.NUMBER_OPTED_OUT, ChanglongSendCode.NO_NUMBER),
              Map.entry(Reason.TIME, ChanglongSendCode.BUSY),
              Map.entry(Reason.TIME_OUT_OF_RANGE, ChanglongSendCode.BUSY),
              Map.entry(Reason.TOO_FAST, ChanglongSendCode.BUSY),
              Map.entry(Reason.PARAMETER, ChanglongSendCode.BUSY),
              Map.entry(Reason.UNAVAILABLE, ChanglongSendCode.BUSY),
              Map.entry(Reason.OTHER, ChanglongSendCode.BUSY)));

  static final List<ChanglongSendCode> OF_PROTOCOL =
      List.of(
          ChanglongSendCode.NO_NUMBER,
          ChanglongSendCode.NO_TEXT,
          ChanglongSendCode.TOO_MANY_NUMBERS,
          ChanglongSendCode.TEXT_TOO_LONG,
          ChanglongSendCode.BUSY);

  private ChanglongCodes() {}
}
