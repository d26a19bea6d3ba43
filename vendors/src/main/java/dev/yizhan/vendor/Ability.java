package dev.yizhan.vendor;

/** What a way to send can do besides sending a text to mobiles of mainland China. */
public enum Ability {
  /** It reaches numbers outside mainland China. */
  INTERNATIONAL,
  /** It reaches landlines of mainland China. */
  LANDLINES,
  /** A message may bear digits behind the sending number. */
  EXTENSION,
  /** A message may bear a type. */
  MESSAGE_TYPE,
  /** One call carries different texts. */
  INDIVIDUAL,
  /** Reports can be asked for. */
  REPORTS,
  /** Replies can be asked for. */
  REPLIES,
  /** The account can be asked for, beyond its balance. */
  ACCOUNT,
  /** Accounts can be registered. */
  REGISTRATION,
  /** The account's password can be changed. */
  PASSWORD_CHANGE
}
