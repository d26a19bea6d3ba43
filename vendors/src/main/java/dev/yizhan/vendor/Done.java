package dev.yizhan.vendor;

/** The result of an operation that returns no value. */
public enum Done {
  /** Done. */
  DONE
}
