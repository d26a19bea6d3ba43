package dev.yizhan.door;

/** Why a desk refuses a call. Each door has a code for each. */
public enum Reason {
  /** No login of this user and secret, or it may not call from where it calls. */
  LOGIN,
  /** The caller may not use this operation. */
  NOT_ALLOWED,
  /** The caller has sent as much as it may, or an account has no money. */
  BALANCE,
  /** The text has a character or word that cannot be sent, is too long, or is not signed. */
  TEXT,
  /** A number is none, is blocked, or cannot be reached. */
  NUMBER,
  /** A number has received as many messages as it may in a day, an hour or a minute. */
  NUMBER_TOO_OFTEN,
  /** A number has opted out. */
  NUMBER_OPTED_OUT,
  /** The time to send at has another form than the vendor's. */
  TIME,
  /** The time to send at is over, or too far ahead. */
  TIME_OUT_OF_RANGE,
  /** The caller calls too often. */
  TOO_FAST,
  /** Something else about the request is wrong. */
  PARAMETER,
  /** Nothing was done, and the same call may succeed later. */
  UNAVAILABLE,
  /** Nothing was done, for another reason. */
  OTHER
}
