package dev.yizhan.gateway.core;

import dev.yizhan.codec.Category;

/** Why a consumer's call was not done; {@code docs/errors.md} has a row for each. */
public enum FaultCode {
  /** Name and password are missing or wrong. */
  NOT_AUTHENTICATED(Category.AUTHENTICATION, false),
  /** This consumer may not do this. */
  NOT_ALLOWED(Category.AUTHENTICATION, false),
  /** The body is longer than the limit. */
  REQUEST_TOO_LARGE(Category.PARAMETER, false),
  /** The body is not well-formed XML, or has a document type. */
  NOT_WELL_FORMED(Category.PARAMETER, false),
  /** The body is XML, but no SOAP envelope. */
  NOT_SOAP(Category.PARAMETER, false),
  /** There is no such operation. */
  UNKNOWN_OPERATION(Category.PARAMETER, false),
  /** The request does not fit the contract. */
  INVALID_REQUEST(Category.PARAMETER, false),
  /** The operation or option is in the contract, but not built yet. */
  NOT_AVAILABLE(Category.OTHER, false),
  /** There is no such channel, or none was named. */
  UNKNOWN_CHANNEL(Category.PARAMETER, false),
  /** A recipient is no number, or the channel does not reach it. */
  INVALID_RECIPIENT(Category.RECIPIENT, false),
  /** The vendor's charset lacks a character of the text. */
  TEXT_NOT_ENCODABLE(Category.CONTENT, false),
  /** The vendor does not take the text as it is: a character, its length, a missing signature. */
  TEXT_FORBIDDEN(Category.CONTENT, false),
  /** The request id was used before, for another content. */
  REQUEST_ID_CONFLICT(Category.PARAMETER, false),
  /** The delivery is not unknown: there is nothing to settle. */
  NOT_UNKNOWN(Category.PARAMETER, false),
  /** There is no such submission of this consumer. */
  UNKNOWN_SUBMISSION(Category.PARAMETER, false),
  /** The vendor refused to answer a question. */
  VENDOR_REFUSED(Category.OTHER, false),
  /** The vendor did not answer a question. */
  VENDOR_UNAVAILABLE(Category.UNAVAILABLE, true),
  /** The gateway cannot write to its store; nothing was sent. */
  STORE_UNAVAILABLE(Category.UNAVAILABLE, true),
  /** The store did not say whether it wrote the submission down. */
  STORE_IN_DOUBT(Category.UNAVAILABLE, false),
  /** A mistake of the gateway's own; its log has more under the number in the detail. */
  INTERNAL(Category.OTHER, false);

  private final Category category;
  private final boolean retryable;

  FaultCode(Category category, boolean retryable) {
    this.category = category;
    this.retryable = retryable;
  }

  /**
   * What it is about.
   *
   * @return the category, where no vendor's code gives a better one
   */
  public Category category() {
    return category;
  }

  /**
   * Whether the same call may succeed later without anyone having changed anything.
   *
   * @return whether trying again can help
   */
  public boolean retryable() {
    return retryable;
  }
}
