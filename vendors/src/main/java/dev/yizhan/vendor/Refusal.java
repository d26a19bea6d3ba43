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
    /** The vendor's charset, or XML, lacks a character. */
    CHARACTER_NOT_ENCODABLE,
    /** The vendor's protocol does not take a character or a sequence of them. */
    CHARACTER_FORBIDDEN,
    /** The text is too short or too long. */
    TEXT_LENGTH,
    /** The vendor wants a signature in the text. */
    SIGNATURE_MISSING,
    /** A recipient that this vendor does not reach. */
    RECIPIENT_NOT_REACHABLE,
    /** Something that cannot ride along, or has the wrong form. */
    OPTION_NOT_CARRIED
  }

  /** Checks that nothing is {@code null}. */
  public Refusal {
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
  }
}
