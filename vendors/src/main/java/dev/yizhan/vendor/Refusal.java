package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

/**
 * Something that a vendor would surely refuse, found before it is called.
 *
 * @param reason what kind of thing
 * @param detail one sentence: what, where, and what to do; no text, numbers masked
 */
public record Refusal(Reason reason, String detail) {

  /** Kinds of refusals. */
  public enum Reason {
    /** The vendor's charset lacks a character. */
    CHARACTER_NOT_ENCODABLE,
    /** The vendor's protocol does not take a character. */
    CHARACTER_FORBIDDEN,
    /** A recipient that this vendor does not reach. */
    RECIPIENT_NOT_REACHABLE
  }

  /** Checks that nothing is {@code null}. */
  public Refusal {
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
  }
}
