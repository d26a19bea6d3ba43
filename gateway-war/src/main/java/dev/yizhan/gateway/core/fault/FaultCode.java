package dev.yizhan.gateway.core.fault;

import dev.yizhan.codec.Category;

/** Why a consumer's call was not done; {@code docs/errors.md} has a row for each. */
public enum FaultCode {
  /** Name and password are missing or wrong. */
  NOT_AUTHENTICATED(Category.AUTHENTICATION, false),
  /** The password came over a connection that everybody can read. */
  NOT_ENCRYPTED(Category.AUTHENTICATION, false),
  /** So many passwords are being looked at that there was no time for this one. */
  BUSY(Category.UNAVAILABLE, true),
  /** This consumer may not do this. */
  NOT_ALLOWED(Category.AUTHENTICATION, false),
  /** This consumer calls more often than it may. */
  RATE_EXCEEDED(Category.THROTTLED, true),
  /** This consumer has sent to as many recipients today as it may. */
  QUOTA_EXCEEDED(Category.THROTTLED, true),
  /** The body is longer than the limit. */
  REQUEST_TOO_LARGE(Category.PARAMETER, false),
  /** The body did not come in time. */
  REQUEST_TOO_SLOW(Category.PARAMETER, true),
  /** The body is not well-formed XML, or has a document type. */
  NOT_WELL_FORMED(Category.PARAMETER, false),
  /** The body is XML, but no SOAP envelope. */
  NOT_SOAP(Category.PARAMETER, false),
  /** A header must be understood, and is not. */
  MUST_UNDERSTAND(Category.PARAMETER, false),
  /** There is no such operation. */
  UNKNOWN_OPERATION(Category.PARAMETER, false),
  /** The request does not fit the contract. */
  INVALID_REQUEST(Category.PARAMETER, false),
  /** The vendor has no such thing. */
  NOT_AVAILABLE(Category.OTHER, false),
  /** There is no such channel, or none was named. */
  UNKNOWN_CHANNEL(Category.PARAMETER, false),
  /** A recipient is no number, or the channel does not reach it. */
  INVALID_RECIPIENT(Category.RECIPIENT, false),
  /** No channel may send to a recipient. */
  RECIPIENT_BLOCKED(Category.RECIPIENT, false),
  /** A recipient has got as many messages today as it may. */
  RECIPIENT_CAP(Category.THROTTLED, true),
  /** The message would be over before the channel's quiet hours are. */
  QUIET_HOURS(Category.SCHEDULE, true),
  /** The vendor's charset lacks a character of the text. */
  TEXT_NOT_ENCODABLE(Category.CONTENT, false),
  /** The vendor does not take the text as it is: a character, its length, a missing signature. */
  TEXT_FORBIDDEN(Category.CONTENT, false),
  /** The request id was used before, for another content. */
  REQUEST_ID_CONFLICT(Category.PARAMETER, false),
  /** The delivery is not unknown: there is nothing to settle. */
  NOT_UNKNOWN(Category.PARAMETER, false),
  /** There is no such account. */
  UNKNOWN_ACCOUNT(Category.PARAMETER, false),
  /** There is no such submission of this consumer. */
  UNKNOWN_SUBMISSION(Category.PARAMETER, false),
  /** The vendor refused to answer a question. */
  VENDOR_REFUSED(Category.OTHER, false),
  /** The vendor did not answer a question. */
  VENDOR_UNAVAILABLE(Category.UNAVAILABLE, true),
  /** The vendor was asked to change something, and nobody knows whether it has. */
  VENDOR_IN_DOUBT(Category.UNAVAILABLE, false),
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
