package dev.yizhan.vendor;

/** What a vendor gives that did what was asked and has nothing to tell. */
public enum Done {
  /** Done. */
  DONE
}
