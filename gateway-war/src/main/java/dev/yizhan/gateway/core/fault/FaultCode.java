package dev.yizhan.gateway.core.fault;

import dev.yizhan.codec.code.Category;

/** The reason why a request failed; {@code docs/errors.md} has a row for each. */
public enum FaultCode {
  /** Name and password are missing or wrong. */
  NOT_AUTHENTICATED(Category.AUTHENTICATION, false),
  /** The password was sent over an unencrypted connection. */
  NOT_ENCRYPTED(Category.AUTHENTICATION, false),
  /** Too much work waits or is in progress; nothing was done. */
  BUSY(Category.UNAVAILABLE, true),
  /** This consumer may not call this operation, or use this channel. */
  NOT_ALLOWED(Category.AUTHENTICATION, false),
  /** This consumer calls more often than it may. */
  RATE_EXCEEDED(Category.THROTTLED, true),
  /** This consumer has sent to as many recipients today as it may. */
  QUOTA_EXCEEDED(Category.THROTTLED, true),
  /** The body is longer than the limit, or the envelope has too much before its Body. */
  REQUEST_TOO_LARGE(Category.PARAMETER, false),
  /** The body did not arrive in time. */
  REQUEST_TOO_SLOW(Category.PARAMETER, true),
  /** The body is not well-formed XML, or has a document type. */
  NOT_WELL_FORMED(Category.PARAMETER, false),
  /** The body is XML, but not a SOAP envelope. */
  NOT_SOAP(Category.PARAMETER, false),
  /** A header has {@code mustUnderstand} and is not supported. */
  MUST_UNDERSTAND(Category.PARAMETER, false),
  /** There is no such operation. */
  UNKNOWN_OPERATION(Category.PARAMETER, false),
  /** The request does not fit the contract. */
  INVALID_REQUEST(Category.PARAMETER, false),
  /** The vendor does not support the operation. */
  NOT_AVAILABLE(Category.OTHER, false),
  /** There is no such channel, or none was named. */
  UNKNOWN_CHANNEL(Category.PARAMETER, false),
  /** A recipient is not a phone number, or the channel does not reach it. */
  INVALID_RECIPIENT(Category.RECIPIENT, false),
  /** No channel may send to a recipient. */
  RECIPIENT_BLOCKED(Category.RECIPIENT, false),
  /** A recipient has opted out of messages from this consumer, or over this account. */
  RECIPIENT_OPTED_OUT(Category.RECIPIENT, false),
  /** A recipient has received as many messages as it may in a day, an hour or a minute. */
  RECIPIENT_CAP(Category.THROTTLED, true),
  /** The message would expire before the channel's quiet hours end. */
  QUIET_HOURS(Category.SCHEDULE, true),
  /** The vendor's charset lacks a character of the text. */
  TEXT_NOT_ENCODABLE(Category.CONTENT, false),
  /** The vendor does not accept the text: a character, its length, or a missing signature. */
  TEXT_FORBIDDEN(Category.CONTENT, false),
  /** The request id was used before, with different content. */
  REQUEST_ID_CONFLICT(Category.PARAMETER, false),
  /** The delivery to be settled is not unknown. */
  NOT_UNKNOWN(Category.PARAMETER, false),
  /** There is no such account. */
  UNKNOWN_ACCOUNT(Category.PARAMETER, false),
  /** This consumer has no such submission. */
  UNKNOWN_SUBMISSION(Category.PARAMETER, false),
  /** The vendor refused a query. */
  VENDOR_REFUSED(Category.OTHER, false),
  /** The vendor did not answer a query. */
  VENDOR_UNAVAILABLE(Category.UNAVAILABLE, true),
  /** The vendor was asked to change something, and the result is unknown. */
  VENDOR_IN_DOUBT(Category.UNAVAILABLE, false),
  /** The gateway cannot write to its store; nothing was sent. */
  STORE_UNAVAILABLE(Category.UNAVAILABLE, true),
  /** The result of the commit is unknown: the submission may be stored. */
  STORE_IN_DOUBT(Category.UNAVAILABLE, false),
  /** The submission is stored and being sent, but cannot be read now. */
  STORED_UNREAD(Category.UNAVAILABLE, false),
  /** Internal error; the log has the details under the incident number. */
  INTERNAL(Category.OTHER, false);

  private final Category category;
  private final boolean retryable;

  FaultCode(Category category, boolean retryable) {
    this.category = category;
    this.retryable = retryable;
  }

  /** The category, unless a vendor's code gives a more precise one. */
  public Category category() {
    return category;
  }

  /** Whether the same request can succeed later without any change. */
  public boolean retryable() {
    return retryable;
  }
}
