package dev.yizhan.gateway.core.record;

/** Whether other programs send over an account. */
public enum Sharing {
  /** Only this gateway sends over it. */
  EXCLUSIVE,
  /** Other programs send over it, too: a number alone does not tell whose report it is. */
  SHARED
}
