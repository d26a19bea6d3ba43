package dev.yizhan.vendor;

/** What a client can do besides sending a text to mobiles of mainland China. */
public enum Ability {
  /** It reaches numbers outside mainland China. */
  INTERNATIONAL,
  /** It reaches landlines of mainland China. */
  LANDLINES,
  /** A message may have digits after the sending number. */
  EXTENSION,
  /** A message may have a type. */
  MESSAGE_TYPE,
  /** One call carries different texts. */
  INDIVIDUAL,
  /** Delivery reports can be polled. */
  REPORTS,
  /** Inbound messages can be polled. */
  REPLIES,
  /** Details of the account can be queried, besides its balance. */
  ACCOUNT,
  /** Accounts can be registered. */
  REGISTRATION,
  /** The account's password can be changed. */
  PASSWORD_CHANGE
}
