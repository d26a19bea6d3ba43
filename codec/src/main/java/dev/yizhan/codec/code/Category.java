package dev.yizhan.codec.code;

/** What a vendor's result code concerns, and so who has to act on it. */
public enum Category {
  /** The account or its password. */
  AUTHENTICATION,
  BALANCE,
  /** The text of the message. */
  CONTENT,
  /** The phone number, or a list that contains it. */
  RECIPIENT,
  /** The time to send at. */
  SCHEDULE,
  /** The rate of calls. */
  THROTTLED,
  /** The caller's IP address or the account is on a list, or missing on one. */
  BLOCKED,
  /** A parameter that is missing or has the wrong form. */
  PARAMETER,
  /** The vendor cannot work now. */
  UNAVAILABLE,
  /** The vendor does not say. */
  OTHER
}
