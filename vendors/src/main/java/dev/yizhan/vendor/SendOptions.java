package dev.yizhan.vendor;

import static java.util.Objects.requireNonNull;

import java.util.Optional;

/**
 * What may ride along with a message. What a vendor cannot carry is refused when a message is
 * planned.
 *
 * @param extension digits behind the sending number
 * @param signature who writes, without brackets; it is put behind the text as {@code 【…】} where it
 *     does not stand there
 * @param messageType the vendor's kind of message
 * @param id ours of the call, {@code A-Za-z0-9-}, at most 60; it rides where the vendor has a place
 *     for it, and comes back in reports
 */
public record SendOptions(
    Optional<String> extension,
    Optional<String> signature,
    Optional<String> messageType,
    Optional<String> id) {

  /** Nothing rides along. */
  public static final SendOptions NONE =
      new SendOptions(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** Checks that nothing is {@code null}. */
  public SendOptions {
    requireNonNull(extension, "extension");
    requireNonNull(signature, "signature");
    requireNonNull(messageType, "messageType");
    requireNonNull(id, "id");
  }

  /**
   * The same with an extension.
   *
   * @param digits behind the sending number
   * @return a copy
   */
  public SendOptions withExtension(String digits) {
    return new SendOptions(Optional.of(digits), signature, messageType, id);
  }

  /**
   * The same with a signature.
   *
   * @param who writes, without brackets
   * @return a copy
   */
  public SendOptions withSignature(String who) {
    return new SendOptions(extension, Optional.of(who), messageType, id);
  }

  /**
   * The same with a type.
   *
   * @param type the vendor's
   * @return a copy
   */
  public SendOptions withMessageType(String type) {
    return new SendOptions(extension, signature, Optional.of(type), id);
  }

  /**
   * The same with an id.
   *
   * @param ours of the call
   * @return a copy
   */
  public SendOptions withId(String ours) {
    return new SendOptions(extension, signature, messageType, Optional.of(ours));
  }
}
