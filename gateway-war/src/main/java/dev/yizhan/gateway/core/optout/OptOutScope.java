package dev.yizhan.gateway.core.optout;

/** Whose list a consumer's opt-outs are on. */
public enum OptOutScope {
  /** There is none. */
  OFF,
  /** The consumer's own. */
  CONSUMER,
  /** The account's, for all of its consumers with this scope. */
  ACCOUNT
}
