package dev.yizhan.door.winic;

import dev.yizhan.codec.code.WinicCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.IdRange;
import dev.yizhan.door.Reason;
import java.util.List;
import java.util.Map;

/** What both services have in common. */
final class WinicCodes {

  static final String COMPANY = "winic";

  /** 16 digits, none of them a leading zero, which a program might lose. */
  static final IdRange IDS = new IdRange(1_000_000_000_000_001L, 9_999_999_999_999_999L, false);

  static final Codes<WinicCode> OF_SENDS =
      Codes.of(
          Map.ofEntries(
              Map.entry(Reason.LOGIN, WinicCode.WRONG_PASSWORD),
              Map.entry(Reason.NOT_ALLOWED, WinicCode.ADDRESS_REFUSED),
              Map.entry(Reason.BALANCE, WinicCode.BALANCE_TOO_LOW),
              Map.entry(Reason.TEXT, WinicCode.SENSITIVE_WORD),
              Map.entry(Reason.NUMBER, WinicCode.NUMBER_FORMAT),
              Map.entry(Reason.NUMBER_TOO_OFTEN, WinicCode.NUMBER_FORMAT),
              Map.entry(Reason.NUMBER_OPTED_OUT, WinicCode.NUMBER_FORMAT),
              Map.entry(Reason.TIME, WinicCode.WRONG_PARAMETER),
              Map.entry(Reason.TIME_OUT_OF_RANGE, WinicCode.WRONG_PARAMETER),
              Map.entry(Reason.TOO_FAST, WinicCode.OTHER_ERROR),
              Map.entry(Reason.PARAMETER, WinicCode.WRONG_PARAMETER),
              Map.entry(Reason.UNAVAILABLE, WinicCode.MAINTENANCE),
              Map.entry(Reason.OTHER, WinicCode.OTHER_ERROR)));

  static final List<WinicCode> OF_PROTOCOL =
      List.of(WinicCode.WRONG_PARAMETER, WinicCode.CONTENT_ENCODING, WinicCode.TOO_MANY_NUMBERS);

  private WinicCodes() {}
}
