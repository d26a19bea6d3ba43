package dev.yizhan.door.linkws;

import dev.yizhan.codec.code.LinkWsSendCode;
import dev.yizhan.door.Codes;
import dev.yizhan.door.IdRange;
import dev.yizhan.door.Reason;
import java.util.List;
import java.util.Map;

/** What the vendor's answers may be. */
final class LinkWsCodes {

  /** The vendor's answer is a 32-bit integer above 0. */
  static final IdRange IDS = new IdRange(1, Integer.MAX_VALUE, false);

  static final Codes<LinkWsSendCode> OF_SENDS =
      Codes.of(
          Map.ofEntries(
              Map.entry(Reason.LOGIN, LinkWsSendCode.LOGIN_FAILED),
              Map.entry(Reason.NOT_ALLOWED, LinkWsSendCode.ACCOUNT_BLOCKED),
              Map.entry(Reason.BALANCE, LinkWsSendCode.BALANCE_TOO_LOW),
              Map.entry(Reason.TEXT, LinkWsSendCode.FORBIDDEN_WORD),
              Map.entry(Reason.NUMBER, LinkWsSendCode.NUMBER_FORMAT),
              Map.entry(Reason.NUMBER_TOO_OFTEN, LinkWsSendCode.NUMBER_BLOCKED),
              Map.entry(Reason.NUMBER_OPTED_OUT, LinkWsSendCode.NUMBER_BLOCKED),
              Map.entry(Reason.TIME, LinkWsSendCode.TIME_FORMAT),
              Map.entry(Reason.TIME_OUT_OF_RANGE, LinkWsSendCode.TIME_PAST),
              Map.entry(Reason.TOO_FAST, LinkWsSendCode.OTHER_ERROR),
              Map.entry(Reason.PARAMETER, LinkWsSendCode.OTHER_ERROR),
              Map.entry(Reason.UNAVAILABLE, LinkWsSendCode.OTHER_ERROR),
              Map.entry(Reason.OTHER, LinkWsSendCode.OTHER_ERROR)));

  static final List<LinkWsSendCode> OF_PROTOCOL =
      List.of(
          LinkWsSendCode.NO_ACCOUNT,
          LinkWsSendCode.NO_PASSWORD,
          LinkWsSendCode.PASSWORD_FORM,
          LinkWsSendCode.NO_NUMBER,
          LinkWsSendCode.NO_TEXT,
          LinkWsSendCode.TEXT_LENGTH,
          LinkWsSendCode.NO_SIGNATURE,
          LinkWsSendCode.TIME_FORMAT,
          LinkWsSendCode.OTHER_ERROR);

  private LinkWsCodes() {}
}
