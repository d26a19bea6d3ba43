package dev.yizhan.door.linkwsdomestic;

import dev.yizhan.codec.code.LinkWsDomesticCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.IdRange;
import dev.yizhan.door.Reason;
import java.util.List;
import java.util.Map;

/** What the vendor's answers may be. */
final class LinkWsDomesticCodes {

  /** The vendor's answer is a 32-bit integer above 0. */
  static final IdRange IDS = new IdRange(1, Integer.MAX_VALUE, false);

  static final Codes<LinkWsDomesticCode> OF_SENDS =
      Codes.of(
          Map.ofEntries(
              Map.entry(Reason.LOGIN, LinkWsDomesticCode.LOGIN_FAILED),
              Map.entry(Reason.NOT_ALLOWED, LinkWsDomesticCode.ACCOUNT_BLOCKED),
              Map.entry(Reason.BALANCE, LinkWsDomesticCode.BALANCE_TOO_LOW),
              Map.entry(Reason.TEXT, LinkWsDomesticCode.KEYWORD),
              Map.entry(Reason.NUMBER, LinkWsDomesticCode.NUMBER_FORMAT),
              Map.entry(Reason.NUMBER_TOO_OFTEN, LinkWsDomesticCode.NUMBER_BLOCKED),
              Map.entry(Reason.NUMBER_OPTED_OUT, LinkWsDomesticCode.NUMBER_BLOCKED),
              Map.entry(Reason.TIME, LinkWsDomesticCode.TIME_FORMAT),
              Map.entry(Reason.TIME_OUT_OF_RANGE, LinkWsDomesticCode.TIME_PAST),
              Map.entry(Reason.TOO_FAST, LinkWsDomesticCode.TOO_FAST),
              Map.entry(Reason.PARAMETER, LinkWsDomesticCode.OTHER_ERROR),
              Map.entry(Reason.UNAVAILABLE, LinkWsDomesticCode.OTHER_ERROR),
              Map.entry(Reason.OTHER, LinkWsDomesticCode.OTHER_ERROR)));

  static final List<LinkWsDomesticCode> OF_PROTOCOL =
      List.of(
          LinkWsDomesticCode.NO_ACCOUNT,
          LinkWsDomesticCode.NO_PASSWORD,
          LinkWsDomesticCode.NO_NUMBER,
          LinkWsDomesticCode.NO_TEXT,
          LinkWsDomesticCode.TEXT_LENGTH,
          LinkWsDomesticCode.NO_SIGNATURE,
          LinkWsDomesticCode.TIME_FORMAT,
          LinkWsDomesticCode.OTHER_ERROR);

  private LinkWsDomesticCodes() {}
}
