package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import dev.yizhan.codec.PhoneNumber;
import java.util.Optional;

/**
 * Something that a vendor would surely refuse, found before it is called.
 *
 * @param reason what kind of thing
 * @param detail one sentence: what, where, and what to do; no text, numbers masked
 * @param character empty if the refusal is not about a character
 * @param recipient empty if the refusal is not about a number
 */
public record Refusal(
    Reason reason, String detail, Optional<At> character, Optional<PhoneNumber> recipient) {

  /**
   * A character of a text.
   *
   * @param index in the text as it would be sent, in UTF-16 units
   * @param codePoint the character; a lone surrogate as it is
   */
  public record At(int index, int codePoint) {}

  /** Kinds of refusals. */
  public enum Reason {
    /** The vendor's charset, or XML, lacks a character. */
    CHARACTER_NOT_ENCODABLE,
    /** The vendor's protocol does not accept a character or a sequence of them. */
    CHARACTER_FORBIDDEN,
    /** The text is too short or too long. */
    TEXT_LENGTH,
    /** The vendor wants a signature in the text. */
    SIGNATURE_MISSING,
    /** A recipient that this vendor does not reach. */
    RECIPIENT_NOT_REACHABLE,
    /** An option that the vendor cannot carry, or of the wrong form. */
    OPTION_NOT_CARRIED
  }

  /** Checks that nothing is {@code null}. */
  public Refusal {
    requireNonNull(reason, "reason");
    requireNonNull(detail, "detail");
    requireNonNull(character, "character");
    requireNonNull(recipient, "recipient");
  }

  /**
   * About the whole.
   *
   * @param reason what kind of thing
   * @param detail one sentence
   */
  public Refusal(Reason reason, String detail) {
    this(reason, detail, Optional.empty(), Optional.empty());
  }
}
