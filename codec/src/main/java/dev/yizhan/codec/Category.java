package dev.yizhan.codec;

/** What a vendor's result code is about: who has to act on it. */
public enum Category {
  /** The account or its password. */
  AUTHENTICATION,
  /** Money. */
  BALANCE,
  /** The text of the message. */
  CONTENT,
  /** The number it goes to, also where it is on a list. */
  RECIPIENT,
  /** The time it should go out. */
  SCHEDULE,
  /** Called too often. */
  THROTTLED,
  /** The address that calls, or the account, is on a list, or not on one. */
  BLOCKED,
  /** A parameter that is missing or has the wrong form. */
  PARAMETER,
  /** The vendor cannot work now. */
  UNAVAILABLE,
  /** Whatever the vendor does not tell. */
  OTHER
}
